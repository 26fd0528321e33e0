package io.quorate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is decided depends on what was handed in and on nothing else: the core has no clock, random
/// source, thread, logger, file, network or machine setting, and the engine takes them from its
/// ports. So every decision and every simulation replays.
class PurityTest {

    /// The JDK's packages that compute without asking the world.
    private static final Set<String> PURE_PACKAGES =
            Set.of(
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.constant",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.math",
                    "java.nio",
                    "java.nio.charset",
                    "java.security",
                    "java.security.interfaces",
                    "java.security.spec",
                    "java.text",
                    "java.time",
                    "java.time.chrono",
                    "java.time.format",
                    "java.time.temporal",
                    "java.time.zone",
                    "java.util",
                    "java.util.function",
                    "java.util.random",
                    "java.util.regex",
                    "java.util.stream",
                    "org.jspecify.annotations");

    /// What the engine needs on top, to wait for what its ports complete later.
    private static final Set<String> ENGINE_PACKAGES =
            Set.of(
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks");

    private static final Set<String> PURE_TYPES =
            Set.of("java.io.ByteArrayOutputStream", "java.io.Serializable");

    private static final Set<String> IMPURE_TYPES =
            Set.of(
                    "java.lang.ClassLoader",
                    "java.lang.InheritableThreadLocal",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.ProcessHandle",
                    "java.lang.Runtime",
                    "java.lang.ScopedValue",
                    "java.lang.System$Logger",
                    "java.lang.Thread",
                    "java.lang.ThreadGroup",
                    "java.lang.ThreadLocal",
                    "java.security.KeyPairGenerator",
                    "java.security.KeyStore",
                    "java.security.SecureRandom",
                    "java.time.Clock",
                    "java.time.InstantSource",
                    "java.util.Calendar",
                    "java.util.Date",
                    "java.util.GregorianCalendar",
                    "java.util.Random",
                    "java.util.Scanner",
                    "java.util.ServiceLoader",
                    "java.util.SplittableRandom",
                    "java.util.Timer",
                    "java.util.TimerTask",
                    "java.util.concurrent.Executors",
                    "java.util.concurrent.ForkJoinPool",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.random.RandomGeneratorFactory");

    /// Of an otherwise pure type; `*` is any type of the pure packages.
    private static final Set<String> IMPURE_MEMBERS =
            Set.of(
                    "java.lang.Math.random",
                    "java.lang.StrictMath.random",
                    "*.notify",
                    "*.notifyAll",
                    "*.now",
                    "*.printStackTrace",
                    "*.wait",
                    "java.nio.charset.Charset.defaultCharset",
                    "java.time.ZoneId.systemDefault",
                    "java.util.Arrays.parallelPrefix",
                    "java.util.Arrays.parallelSetAll",
                    "java.util.Arrays.parallelSort",
                    "*.parallel",
                    "*.parallelStream",
                    "java.util.Collections.shuffle",
                    "java.util.Locale.getDefault",
                    "java.util.TimeZone.getDefault",
                    "java.util.UUID.randomUUID",
                    "java.util.concurrent.CompletableFuture.completeOnTimeout",
                    "java.util.concurrent.CompletableFuture.delayedExecutor",
                    "java.util.concurrent.CompletableFuture.orTimeout",
                    "java.util.random.RandomGenerator.getDefault",
                    "java.util.random.RandomGenerator.of");

    /// Everything else of `java.lang.System` asks the machine.
    private static final Set<String> PURE_SYSTEM_MEMBERS = Set.of("arraycopy");

    @Test
    void theCoreIsPure() {
        assertPure("core", Set.of());
    }

    @Test
    void theEngineTakesTimeChanceAndThreadsFromItsPorts() {
        assertPure("engine", ENGINE_PACKAGES);
    }

    @Test
    void theBuiltInChecksArePure() {
        assertPure("edge/validators/builtin", Set.of());
    }

    private static void assertPure(String root, Set<String> morePackages) {
        JavaClasses members =
                new ClassFileImporter().importPath(Path.of("target/classes/io/quorate", root));
        assertTrue(members.size() > 0, "no classes in " + root);
        var impure = new TreeSet<String>();
        for (JavaClass type : members) {
            impureTypes(type, morePackages).forEach(impure::add);
            impureMembers(type).forEach(impure::add);
        }
        if (!impure.isEmpty()) {
            fail(
                    root
                            + " must not ask the world; let the caller hand in what it needs:\n  "
                            + String.join("\n  ", impure));
        }
    }

    private static Stream<String> impureTypes(JavaClass type, Set<String> morePackages) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(d -> {
                    JavaClass target = d.getTargetClass().getBaseComponentType();
                    return !target.isPrimitive() && !isPure(target, morePackages);
                })
                .map(d -> d.getDescription());
    }

    private static boolean isPure(JavaClass target, Set<String> morePackages) {
        String name = target.getName();
        String home = target.getPackageName();
        return home.startsWith("io.quorate")
                || PURE_TYPES.contains(name)
                || ((PURE_PACKAGES.contains(home) || morePackages.contains(home))
                        && !IMPURE_TYPES.contains(name));
    }

    private static Stream<String> impureMembers(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> {
                    String owner = access.getTargetOwner().getName();
                    String member = access.getTarget().getName();
                    return owner.equals("java.lang.System")
                            ? !PURE_SYSTEM_MEMBERS.contains(member)
                            : IMPURE_MEMBERS.contains(owner + "." + member)
                                    || (owner.startsWith("java.")
                                            && IMPURE_MEMBERS.contains("*." + member));
                })
                .map(access -> access.getDescription());
    }
}
