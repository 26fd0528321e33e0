package io.quorate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house that a machine can check in our own sources; generated ones are left out.
class TidyTest {

    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;

    /// Words that say what kind of thing a type is to the programmer, where its name should say
    /// what it is in the domain.
    private static final Pattern EMPTY_WORD =
            Pattern.compile(
                    "Abstract.*|.*(Impl|Manager|Helper|Utils?|Data|Info|DTO|Dto|Base|Abstract)");

    /// Split, so that this file passes its own check.
    private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final Set<String> TOP_LEVEL =
            Set.of(
                    ".ci",
                    ".editorconfig",
                    ".gitignore",
                    ".mvn",
                    "LICENSE",
                    "README.md",
                    "k8s",
                    "mvnw",
                    "mvnw.cmd",
                    "pom.xml",
                    "proto",
                    "src");

    private static List<Path> sources;
    private static List<Type> types;
    private static List<Method> methods;

    private record Type(Path file, String name) {}

    private record Method(Path file, String name, long lines) {}

    @BeforeAll
    static void readSources() throws IOException {
        sources = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java", "src/bench/java")) {
            sources.addAll(filesBelow(Path.of(root), ".java"));
        }
        types = new ArrayList<>();
        methods = new ArrayList<>();
        parse();
        assertTrue(!types.isEmpty() && !methods.isEmpty(), "nothing was read");
    }

    @Test
    void noFileIsLong() throws IOException {
        var found = new TreeSet<String>();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > FILE_LINES_MAX) {
                found.add(source + " has " + lines + " lines");
            }
        }
        report(found, "files of more than " + FILE_LINES_MAX + " lines; split them by idea");
    }

    @Test
    void noMethodIsLong() {
        report(
                methods.stream()
                        .filter(method -> method.lines() > METHOD_LINES_MAX)
                        .map(method ->
                                method.file()
                                        + ": "
                                        + method.name()
                                        + " has "
                                        + method.lines()
                                        + " lines")
                        .toList(),
                "methods of more than " + METHOD_LINES_MAX + " lines; split them by step");
    }

    @Test
    void noTypeHasAnEmptyWordForAName() {
        report(
                types.stream()
                        .filter(type -> EMPTY_WORD.matcher(type.name()).matches())
                        .map(type -> type.file() + ": " + type.name())
                        .toList(),
                "types named by " + EMPTY_WORD + "; name them by what they are made of");
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        var found = new TreeSet<String>();
        for (Path source : sources) {
            if (!source.startsWith("src/main/java")) {
                continue;
            }
            Path description = source.resolveSibling("package-info.java");
            if (!Files.exists(description)) {
                found.add(description + " is missing");
                continue;
            }
            String text = Files.readString(description);
            if (!text.startsWith("///")) {
                found.add(description + " does not begin with what the package is, after ///");
            }
            if (!text.contains("\n@NullMarked\n")) {
                found.add(description + " is not @NullMarked");
            }
        }
        report(found, "packages without their package-info.java");
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        var found = new TreeSet<String>();
        for (String root : TOP_LEVEL) {
            for (Path file : filesBelow(Path.of(root), "")) {
                if (isText(file) && LEFTOVER.matcher(Files.readString(file)).find()) {
                    found.add(file.toString());
                }
            }
        }
        report(found, "files with a note for later; do it or leave it out");
    }

    @Test
    void theTopLevelHoldsWhatBelongsThere() throws IOException {
        var found = new TreeSet<String>();
        List<Pattern> ignored = ignoredNames();
        try (Stream<Path> entries = Files.list(Path.of(""))) {
            entries.map(Path::toString)
                    .filter(name -> !name.equals(".git") && !TOP_LEVEL.contains(name))
                    .filter(name -> ignored.stream().noneMatch(i -> i.matcher(name).matches()))
                    .forEach(found::add);
        }
        report(found, "top-level entries that TidyTest.TOP_LEVEL and .gitignore do not name");
    }

    private static void parse() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Declarations(unit, positions), null);
            }
        }
    }

    /// Collects the types and methods that a file declares.
    private static final class Declarations extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Path file;

        Declarations(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.file = Path.of(unit.getSourceFile().getName());
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            types.add(new Type(file, type.getSimpleName().toString()));
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            long end = positions.getEndPosition(unit, method);
            if (end >= 0) {
                long lines =
                        unit.getLineMap().getLineNumber(end)
                                - unit.getLineMap()
                                        .getLineNumber(positions.getStartPosition(unit, method))
                                + 1;
                methods.add(new Method(file, method.getName().toString(), lines));
            }
            return super.visitMethod(method, null);
        }
    }

    private static List<Path> filesBelow(Path root, String suffix) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isText(Path file) {
        return Pattern.compile(
                        "\\.(java|proto|sql|ya?ml|xml|md|html|css|js|json|properties|sh)$|/run$")
                .matcher(file.toString())
                .find();
    }

    /// The names in .gitignore, without its folders: only the top level is of interest.
    private static List<Pattern> ignoredNames() throws IOException {
        return Files.readAllLines(Path.of(".gitignore")).stream()
                .map(line -> line.strip().replaceAll("^/|/$", ""))
                .filter(name -> !name.isEmpty() && !name.startsWith("#"))
                .map(name -> Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q")))
                .toList();
    }

    private static void report(Collection<String> found, String what) {
        if (!found.isEmpty()) {
            fail(found.size() + " " + what + ":\n  " + String.join("\n  ", found));
        }
    }
}
