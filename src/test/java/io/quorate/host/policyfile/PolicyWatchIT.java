package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.reading.PolicyReading.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The watch on a real file system.
class PolicyWatchIT {
    private static final PolicyFile READER = new PolicyFile(_ -> false);

    @TempDir Path folder;

    private final BlockingQueue<PolicyEvent> events = new LinkedBlockingQueue<>();

    @Test
    void aFileThatIsWrittenAnewTakesEffect() throws Exception {
        Path file = write(folder.resolve("policy.yaml"), 4);
        try (PolicyWatch _ = watch(file)) {
            write(file, 7);
            assertEquals(7, minAgents(nextReplacement()));
        }
    }

    @Test
    void aFileThatIsRenamedIntoPlaceTakesEffect() throws Exception {
        Path file = write(folder.resolve("policy.yaml"), 4);
        try (PolicyWatch _ = watch(file)) {
            Path aside = write(folder.resolve("policy.yaml.new"), 7);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            assertEquals(7, minAgents(nextReplacement()));
        }
    }

    @Test
    void aConfigMapThatIsSwappedTakesEffect() throws Exception {
        Path file = configMap("one", 4);
        Files.createSymbolicLink(file, Path.of("..data", "policy.yaml"));
        try (PolicyWatch _ = watch(file)) {
            configMap("two", 7);
            assertEquals(7, minAgents(nextReplacement()));
            configMap("three", 10);
            assertEquals(10, minAgents(nextReplacement()));
        }
    }

    @Test
    void aVanishedOrBrokenFileIsToldAndTheNextGoodOneTakesEffect() throws Exception {
        Path file = write(folder.resolve("policy.yaml"), 4);
        try (PolicyWatch _ = watch(file)) {
            Files.delete(file);
            assertInstanceOf(PolicyEvent.Vanished.class, next());
            Files.writeString(file, "consensus: [");
            assertInstanceOf(PolicyEvent.Rejected.class, next());
            write(file, 4);
            assertInstanceOf(PolicyEvent.Returned.class, next());
            write(file, 7);
            assertEquals(7, minAgents(nextReplacement()));
        }
    }

    @Test
    void aSecondFileBesideTheOneThatIsMeantKeepsTheOldPolicy() throws Exception {
        write(folder.resolve("policy.yaml"), 4);
        try (PolicyWatch _ = watch(folder)) {
            Path second = write(folder.resolve("second.yaml"), 7);
            PolicyEvent.Vanished told = assertInstanceOf(PolicyEvent.Vanished.class, next());
            assertEquals(
                    "holds 2 YAML files: policy.yaml, second.yaml",
                    told.problem().problem().reason());
            Files.delete(second);
            assertInstanceOf(PolicyEvent.Returned.class, next());
        }
    }

    @Test
    void aFolderThatIsReplacedIsStillFound() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path file = write(inner.resolve("policy.yaml"), 4);
        try (PolicyWatch _ = watch(file)) {
            Files.delete(file);
            Files.delete(inner);
            assertInstanceOf(PolicyEvent.Vanished.class, next());
            Files.createDirectory(inner);
            write(file, 7);
            assertEquals(7, minAgents(nextReplacement()));
        }
    }

    @Test
    void fiftyChangesTakeEffectWithinASecondEach() throws Exception {
        Path file = write(folder.resolve("policy.yaml"), 4);
        List<Duration> times = new ArrayList<>();
        try (PolicyWatch _ = watch(file)) {
            for (int agents = 5; agents < 55; agents++) {
                long begun = System.nanoTime();
                write(file, agents);
                assertEquals(agents, minAgents(nextReplacement()));
                times.add(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        times.sort(Duration::compareTo);
        System.out.println("median " + times.get(25) + ", slowest " + times.getLast());
        assertTrue(times.getLast().compareTo(Duration.ofSeconds(1)) <= 0, times::toString);
    }

    @Test
    void aListenerThatFailsIsToldAgain() throws Exception {
        Path file = write(folder.resolve("policy.yaml"), 4);
        boolean[] failed = new boolean[1];
        Consumer<PolicyEvent> listener =
                event -> {
                    if (!failed[0]) {
                        failed[0] = true;
                        throw new IllegalStateException("planted");
                    }
                    events.add(event);
                };
        try (PolicyWatch _ = PolicyWatch.start(READER, file, load(file), listener)) {
            write(file, 7);
            assertEquals(7, minAgents(nextReplacement()));
        }
        assertTrue(failed[0]);
    }

    @Test
    void aClosedWatchTellsNothingMore() throws Exception {
        Path file = write(folder.resolve("policy.yaml"), 4);
        PolicyWatch watch = watch(file);
        watch.close();
        write(file, 7);
        assertTrue(events.isEmpty());
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("policy-watch")));
    }

    private PolicyWatch watch(Path file) {
        return PolicyWatch.start(READER, file, load(file), events::add);
    }

    private PolicyEvent next() throws InterruptedException {
        PolicyEvent event = events.poll(10, TimeUnit.SECONDS);
        assertNotNull(event, "nothing was told");
        return event;
    }

    private PolicyEvent.Replaced nextReplacement() throws InterruptedException {
        return assertInstanceOf(PolicyEvent.Replaced.class, next());
    }

    /// Writes a folder of its own and swaps the link `..data` to it, as the kubelet does.
    private Path configMap(String version, int minAgents) throws IOException {
        Path data = Files.createDirectory(folder.resolve(".." + version));
        write(data.resolve("policy.yaml"), minAgents);
        Path link = folder.resolve("..data_tmp");
        Files.createSymbolicLink(link, data.getFileName());
        Files.move(
                link,
                folder.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return folder.resolve("policy.yaml");
    }

    private static Path write(Path file, int minAgents) throws IOException {
        return Files.writeString(
                file, "consensus: {agent_pools: {facts: {min_agents: " + minAgents + "}}}\n");
    }

    private static int minAgents(PolicyEvent.Replaced replaced) {
        return replaced.after().policy().pools().firstEntry().getValue().minAgents();
    }

    private static Loaded load(Path file) {
        return assertInstanceOf(Loaded.class, READER.load(file));
    }
}
