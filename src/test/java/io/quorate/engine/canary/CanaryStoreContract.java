package io.quorate.engine.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.Notice;
import io.quorate.engine.canary.CanaryStore.Adding;
import io.quorate.engine.canary.CanaryStore.Draw;
import io.quorate.engine.canary.CanaryStore.Drawn;
import io.quorate.engine.canary.CanaryStore.Kept;
import io.quorate.engine.canary.CanaryStore.Retiring;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of canaries does.
public abstract class CanaryStoreContract {
    private static final PoolId FACTS = new PoolId("facts");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Duration MONTH = Duration.ofDays(30);

    /// The store, empty.
    protected abstract CanaryStore store();

    protected static <T> T done(CompletionStage<Answer<T>> stage) {
        return switch (stage.toCompletableFuture().join()) {
            case Answer.Done<T>(T value) -> value;
            case Answer.Unavailable<T>(String cause) -> throw new AssertionError(cause);
        };
    }

    private static Kept kept(String id, String answer, String... pools) {
        Submission submission =
                Submission.ofAnswer("When?", answer, new Source("s1", "History", "In 1889."));
        return new Kept(
                new Canary(new CanaryId(id), submission, Choice.ACCEPT),
                Arrays.stream(pools).map(PoolId::new).toList(),
                "olga",
                NOW,
                Optional.empty());
    }

    private static Tale tale() {
        byte[] leaf = "{}".getBytes(StandardCharsets.UTF_8);
        return new Tale(List.of(), List.of(new Notice("canary_added", NOW, leaf, List.of())));
    }

    private static Draw draw(double chance, Instant at, List<String> filed, String... agents) {
        return new Draw(
                FACTS,
                Arrays.stream(agents).map(AgentId::new).toList(),
                filed.stream().map(CanaryId::new).toList(),
                at.minus(MONTH),
                at,
                chance);
    }

    private static String id(Optional<Drawn> drawn) {
        return switch (drawn.orElseThrow()) {
            case Drawn.Filed(CanaryId id) -> "filed " + id;
            case Drawn.Stored(Canary canary) -> canary.id().value();
        };
    }

    @Test
    void whatIsAddedIsListedInOrderOfItsId() {
        CanaryStore store = store();
        for (String id : List.of("b", "a", "B", "c")) {
            Adding.Added added =
                    assertInstanceOf(
                            Adding.Added.class, done(store.add(kept(id, "Yes.", "facts"), tale())));
            assertEquals(1, added.due().size());
        }
        List<Kept> first = done(store.list(Optional.empty(), 2));
        assertEquals(List.of("B", "a"), ids(first));
        assertEquals(kept("B", "Yes.", "facts"), first.getFirst());
        assertEquals(List.of("b", "c"), ids(done(store.list(Optional.of(new CanaryId("a")), 5))));
    }

    private static List<String> ids(List<Kept> canaries) {
        return canaries.stream().map(kept -> kept.canary().id().value()).toList();
    }

    @Test
    void anIdIsTakenOnce() {
        CanaryStore store = store();
        done(store.add(kept("a", "Yes.", "facts"), tale()));
        Adding.Taken taken =
                assertInstanceOf(
                        Adding.Taken.class, done(store.add(kept("a", "No.", "facts"), tale())));
        assertEquals(kept("a", "Yes.", "facts"), taken.first());
    }

    @Test
    void aRetiredOneIsKeptAndNotDrawn() {
        CanaryStore store = store();
        done(store.add(kept("a", "Yes.", "facts"), tale()));
        CanaryId id = new CanaryId("a");
        Instant later = NOW.plusSeconds(9);
        Retiring.Retired retired =
                assertInstanceOf(Retiring.Retired.class, done(store.retire(id, later, tale())));
        assertEquals(Optional.of(later), retired.canary().retiredAt());
        assertEquals(1, retired.due().size());
        assertEquals(new Retiring.Already(retired.canary()), done(store.retire(id, NOW, tale())));
        assertEquals(List.of(retired.canary()), done(store.list(Optional.empty(), 5)));
        assertEquals(Optional.empty(), done(store.draw(draw(0, NOW, List.of(), "ann"))));
        assertEquals(new Retiring.Unknown(), done(store.retire(new CanaryId("b"), NOW, tale())));
    }

    @Test
    void chanceDrawsAmongThoseOfThePoolAndOfItsFile() {
        CanaryStore store = store();
        done(store.add(kept("b", "Yes.", "facts", "style"), tale()));
        done(store.add(kept("c", "Yes.", "style"), tale()));
        List<String> filed = List.of("a", "d");
        assertEquals("filed a", id(done(store.draw(draw(0.3, NOW, filed, "ann")))));
        assertEquals("b", id(done(store.draw(draw(0.3, NOW, filed, "ann")))));
        assertEquals("filed d", id(done(store.draw(draw(0.9, NOW, filed, "ann")))));
        assertEquals(Optional.empty(), done(store.draw(draw(0.9, NOW, filed, "ann"))));
    }

    @Test
    void nobodyIsShownOneAgainBeforeItsTime() {
        CanaryStore store = store();
        List<String> filed = List.of("a");
        assertEquals("filed a", id(done(store.draw(draw(0, NOW, filed, "ann", "bob")))));
        Instant soon = NOW.plus(MONTH).minusMillis(1);
        assertEquals(Optional.empty(), done(store.draw(draw(0, soon, filed, "bob", "cid"))));
        assertEquals("filed a", id(done(store.draw(draw(0, soon, filed, "cid", "dan")))));
        assertEquals(
                "filed a", id(done(store.draw(draw(0, NOW.plus(MONTH), filed, "ann", "bob")))));
    }

    @Test
    void ofEqualIdsThoseOfTheFileHold() {
        CanaryStore store = store();
        done(store.add(kept("a", "Yes.", "facts"), tale()));
        assertEquals("filed a", id(done(store.draw(draw(0.9, NOW, List.of("a"), "ann")))));
        assertEquals(Optional.empty(), done(store.draw(draw(0, NOW, List.of("a"), "ann"))));
    }

    @Test
    void ofDrawsAtOnceNoTwoGetTheSame() {
        CanaryStore store = store();
        List<String> filed = IntStream.range(0, 20).mapToObj(i -> "canary-" + i).toList();
        List<CompletionStage<Answer<Optional<Drawn>>>> draws =
                IntStream.range(0, 20)
                        .mapToObj(_ -> store.draw(draw(0, NOW, filed, "ann", "bob")))
                        .toList();
        assertEquals(20, draws.stream().map(stage -> id(done(stage))).distinct().count());
    }
}
