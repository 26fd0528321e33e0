package io.quorate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may import whom. The tables are the architecture: a package that is in neither has no place
/// yet, and a direction that is not written here is not allowed.
///
/// Only main classes are read, without those generated from the protos. Constants that the compiler
/// inlines leave no trace in class files and are not seen.
class ArchitectureTest {

    private static final String OURS = "io.quorate.";

    /// Package, and what of ours it may import. A name stands for the package and for those below
    /// it that have no row of their own; `core`, `edge` and `host` stand for all of theirs.
    private static final String IMPORTS =
            """
            core.protocol    |
            core.policy      | core.protocol
            core.consensus   | core.protocol core.policy
            core.detection   | core.protocol core.policy core.consensus
            core.reputation  | core.protocol core.policy core.consensus core.detection
            core.trustgate   | core.protocol
            core.planning    | core
            core.audit       | core.protocol

            auditor          |

            engine           | core

            edge.wire.v1     |
            edge.wire        | engine core edge.wire.v1
            edge.archive     | engine core
            edge.grpc        | engine core edge.wire edge.wire.v1 edge.archive
            edge.rest        | engine core edge.archive
            edge.console     | engine core
            edge.validators  | engine core edge.wire edge.wire.v1 edge.validators.builtin
            edge.validators.builtin | core.protocol
            edge.cli         | core auditor

            host.store       | engine core
            host.spool       | engine core
            host.embedded    | engine core
            host.telemetry   | engine core
            host.policyfile  | engine core

            wiring           | core auditor engine edge host
            """;

    /// Package, and what it may use that is not ours; a package without a row may use anything.
    private static final String LIBRARIES =
            """
            core     | java org.jspecify
            auditor  | java org.jspecify
            engine   | java org.jspecify
            edge.validators.builtin | java org.jspecify
            """;

    /// Library, and the only packages that may use it.
    private static final String CONFINED =
            """
            org.tukaani org.apache.commons.compress | host.embedded
            """;

    private static JavaClasses classes;

    @BeforeAll
    static void readMainClasses() {
        classes =
                new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/edge/wire/v1/"))
                        .importPath(Path.of("target/classes"));
        assertTrue(classes.size() > 0, "no compiled classes in target/classes");
    }

    @Test
    void everyPackageHasARow() {
        var rows = table(IMPORTS).keySet();
        var homeless = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (!type.getSimpleName().equals("package-info") && row(rows, type).isEmpty()) {
                homeless.add(type.getPackageName());
            }
        }
        report(homeless, "packages without a row in ArchitectureTest.IMPORTS");
    }

    @Test
    void importsFollowTheTable() {
        var rows = table(IMPORTS);
        var broken = new TreeSet<String>();
        for (JavaClass type : classes) {
            row(rows.keySet(), type)
                    .ifPresent(own ->
                            dependencies(type)
                                    .filter(d -> d.getTargetClass().getName().startsWith(OURS))
                                    .filter(d -> !mayImport(own, rows, d.getTargetClass()))
                                    .forEach(d ->
                                            broken.add(
                                                    own
                                                            + " must not import: "
                                                            + d.getDescription())));
        }
        report(broken, "imports that ArchitectureTest.IMPORTS does not allow");
    }

    @Test
    void theInnerPackagesUseNoFramework() {
        var rows = table(LIBRARIES);
        var broken = new TreeSet<String>();
        for (JavaClass type : classes) {
            row(rows.keySet(), type)
                    .ifPresent(own ->
                            dependencies(type)
                                    .filter(d -> !d.getTargetClass().getName().startsWith(OURS))
                                    .filter(d ->
                                            !within(
                                                    rows.get(own),
                                                    d.getTargetClass().getPackageName()))
                                    .forEach(d ->
                                            broken.add(
                                                    own + " must not use: " + d.getDescription())));
        }
        report(broken, "libraries that ArchitectureTest.LIBRARIES does not allow");
    }

    @Test
    void aConfinedLibraryStaysInItsPackage() {
        var confined = table(CONFINED);
        var broken = new TreeSet<String>();
        for (JavaClass type : classes) {
            confined.forEach((library, homes) ->
                    dependencies(type)
                            .filter(d -> below(library, d.getTargetClass().getPackageName()))
                            .filter(d -> !within(homes, ours(type.getPackageName())))
                            .forEach(d -> broken.add(d.getDescription())));
        }
        report(broken, "libraries outside the packages of ArchitectureTest.CONFINED");
    }

    private static boolean mayImport(String own, Map<String, List<String>> rows, JavaClass target) {
        if (target.getSimpleName().equals("package-info")) {
            return true;
        }
        String home = row(rows.keySet(), target).orElse("");
        return home.equals(own)
                || rows.get(own).contains(home)
                || rows.get(own).contains(home.replaceFirst("\\..*", ""));
    }

    /// Of arrays, the element type.
    private static Stream<Dependency> dependencies(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(d -> !d.getTargetClass().getBaseComponentType().isPrimitive())
                .filter(d -> !d.getTargetClass().isArray());
    }

    /// The row of the nearest package at or above the class.
    private static Optional<String> row(Collection<String> rows, JavaClass type) {
        String name = ours(type.getPackageName());
        return rows.stream()
                .filter(row -> below(row, name))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    private static String ours(String packageName) {
        return packageName.startsWith(OURS) ? packageName.substring(OURS.length()) : packageName;
    }

    private static boolean within(List<String> parents, String packageName) {
        return parents.stream().anyMatch(parent -> below(parent, packageName));
    }

    private static boolean below(String parent, String packageName) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    private static Map<String, List<String>> table(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\|", -1))
                .collect(
                        Collectors.toMap(
                                cells -> cells[0].strip(),
                                cells ->
                                        Arrays.stream(cells[1].strip().split(" +"))
                                                .filter(name -> !name.isEmpty())
                                                .toList(),
                                (a, b) -> fail("a package with two rows"),
                                TreeMap::new));
    }

    private static void report(Collection<String> problems, String what) {
        if (!problems.isEmpty()) {
            fail(problems.size() + " " + what + ":\n  " + String.join("\n  ", problems));
        }
    }
}
