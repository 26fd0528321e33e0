package io.quorate.engine.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.canary.CanaryRegister.Kept;
import io.quorate.engine.canary.CanaryShowings.Draw;
import io.quorate.engine.canary.CanaryShowings.Drawn;
import io.quorate.engine.reputation.ReputationStore.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What all showings of canaries do.
public abstract class CanaryShowingsContract {
    private static final PoolId FACTS = new PoolId("facts");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Duration MONTH = Duration.ofDays(30);

    /// The showings, empty; the same at each call.
    protected abstract CanaryShowings showings();

    /// Has an operator add a canary.
    protected abstract void add(Kept canary);

    /// Has an operator retire it.
    protected abstract void retire(CanaryId id, Instant at);

    protected static <T> T done(CompletionStage<Answer<T>> stage) {
        return switch (stage.toCompletableFuture().join()) {
            case Answer.Done<T>(T value) -> value;
            case Answer.Unavailable<T>(String cause) -> throw new AssertionError(cause);
        };
    }

    private static Kept kept(String id, String... pools) {
        Submission submission =
                Submission.ofAnswer("When?", "Yes.", new Source("s1", "History", "In 1889."));
        return new Kept(
                new Canary(new CanaryId(id), submission, Choice.ACCEPT),
                Arrays.stream(pools).map(PoolId::new).toList(),
                "olga",
                NOW,
                Optional.empty());
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
    void aRetiredOneIsNotDrawn() {
        CanaryShowings showings = showings();
        add(kept("a", "facts"));
        retire(new CanaryId("a"), NOW.plusSeconds(9));
        assertEquals(Optional.empty(), done(showings.draw(draw(0, NOW, List.of(), "ann"))));
    }

    @Test
    void chanceDrawsAmongThoseOfThePoolAndOfItsFile() {
        CanaryShowings showings = showings();
        add(kept("b", "facts", "style"));
        add(kept("c", "style"));
        List<String> filed = List.of("a", "d");
        assertEquals("filed a", id(done(showings.draw(draw(0.3, NOW, filed, "ann")))));
        assertEquals("b", id(done(showings.draw(draw(0.3, NOW, filed, "ann")))));
        assertEquals("filed d", id(done(showings.draw(draw(0.9, NOW, filed, "ann")))));
        assertEquals(Optional.empty(), done(showings.draw(draw(0.9, NOW, filed, "ann"))));
    }

    @Test
    void nobodyIsShownOneAgainBeforeItsTime() {
        CanaryShowings showings = showings();
        List<String> filed = List.of("a");
        assertEquals("filed a", id(done(showings.draw(draw(0, NOW, filed, "ann", "bob")))));
        Instant soon = NOW.plus(MONTH).minusMillis(1);
        assertEquals(Optional.empty(), done(showings.draw(draw(0, soon, filed, "bob", "cid"))));
        assertEquals("filed a", id(done(showings.draw(draw(0, soon, filed, "cid", "dan")))));
        assertEquals(
                "filed a", id(done(showings.draw(draw(0, NOW.plus(MONTH), filed, "ann", "bob")))));
    }

    @Test
    void ofEqualIdsThoseOfTheFileHold() {
        CanaryShowings showings = showings();
        add(kept("a", "facts"));
        assertEquals("filed a", id(done(showings.draw(draw(0.9, NOW, List.of("a"), "ann")))));
        assertEquals(Optional.empty(), done(showings.draw(draw(0, NOW, List.of("a"), "ann"))));
    }

    @Test
    void ofDrawsAtOnceNoTwoGetTheSame() {
        CanaryShowings showings = showings();
        List<String> filed = IntStream.range(0, 20).mapToObj(i -> "canary-" + i).toList();
        List<CompletionStage<Answer<Optional<Drawn>>>> draws =
                IntStream.range(0, 20)
                        .mapToObj(_ -> showings.draw(draw(0, NOW, filed, "ann", "bob")))
                        .toList();
        assertEquals(20, draws.stream().map(stage -> id(done(stage))).distinct().count());
    }
}
