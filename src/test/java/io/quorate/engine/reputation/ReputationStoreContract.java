package io.quorate.engine.reputation;

import static io.quorate.core.protocol.Choice.ACCEPT;
import static io.quorate.core.protocol.Choice.REJECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.detection.Drift;
import io.quorate.core.detection.Pairs;
import io.quorate.core.detection.Response;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Habits;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.Content;
import io.quorate.engine.Notice;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Batch;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Enrolled;
import io.quorate.engine.reputation.ReputationStore.Enrolling;
import io.quorate.engine.reputation.ReputationStore.Event;
import io.quorate.engine.reputation.ReputationStore.Interest;
import io.quorate.engine.reputation.ReputationStore.KeptLabel;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.Labelled;
import io.quorate.engine.reputation.ReputationStore.Memory;
import io.quorate.engine.reputation.ReputationStore.News;
import io.quorate.engine.reputation.ReputationStore.PoolState;
import io.quorate.engine.reputation.ReputationStore.Refitted;
import io.quorate.engine.reputation.ReputationStore.Revoked;
import io.quorate.engine.reputation.ReputationStore.Sighted;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ReputationStore] MUST and MUST NOT do.
public abstract class ReputationStoreContract {
    private static final PoolId POOL = new PoolId("facts");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Interest INTEREST = new Interest(8, 64, 0);
    private static final AgentId ANN = new AgentId("ann");
    private static final AgentId BEA = new AgentId("bea");

    private ReputationStore one;
    private ReputationStore two;

    /// The store as a sidecar of this origin sees it that has just started.
    protected abstract ReputationStore store(String origin);

    @BeforeEach
    void open() {
        one = store("one");
        two = store("two");
    }

    @Test
    void incrementsOfTwoSidecarsAddUpAndABatchSentAgainCountsOnce() {
        Knowledge more = taught(1);
        exchange(one, 1, more);
        exchange(two, 1, more);
        exchange(one, 2, more);
        PoolState state = exchange(one, 2, more);
        assertEquals(more.plus(more).plus(more), state.knowledge());
        assertEquals(state.knowledge(), exchange(two, 2, Knowledge.NONE).knowledge());
    }

    @Test
    void nothingIsLostWhereManyWriteAtOnce() {
        Knowledge more = taught(1);
        List<CompletionStage<Answer<PoolState>>> stages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ReputationStore writer = store("writer-" + i);
            CompletionStage<Answer<PoolState>> batches = writer.exchange(POOL, batch(1, more));
            for (int number = 2; number <= 3; number++) {
                Batch next = batch(number, more);
                batches = batches.thenCompose(_ -> writer.exchange(POOL, next));
            }
            stages.add(batches);
        }
        stages.forEach(ReputationStoreContract::done);
        PoolState state = exchange(two, 1, Knowledge.NONE);
        assertEquals(60, state.knowledge().climate().labels());
        assertEquals(60, state.knowledge().agents().get(ANN).labelledVotes());
    }

    @Test
    void whatIsKnownSurvives() {
        Roll roll =
                Roll.open(List.of(ANN, BEA), List.of(new AgentId("eva")), 2, 2, AT).orElseThrow();
        Registration eva =
                new Registration(
                        POOL, new AgentId("eva"), new FaultDomain("x"), Optional.of("law"), AT);
        Enrolling enrolling = new Enrolling(Optional.of(roll), List.of(eva), tale("standing"));
        assertInstanceOf(Enrolled.Written.class, done(one.enrol(POOL, 0, enrolling)));
        assertInstanceOf(Enrolled.Stale.class, done(two.enrol(POOL, 0, enrolling)));
        Incident incident = new Incident(FaultKind.EQUIVOCATION, AT, "two votes");
        done(
                one.exchange(
                        POOL,
                        new Batch(
                                1,
                                new News(
                                        taught(3),
                                        Habits.Observed.NOTHING,
                                        List.of(new Sighted(ANN, incident)),
                                        List.of()),
                                INTEREST)));
        PoolState state = done(store("three").load()).getFirst();
        assertEquals(Optional.of(roll), state.roll());
        assertEquals(List.of(eva), state.registrations());
        assertEquals(1, state.generation());
        assertEquals(taught(3), state.knowledge());
        assertEquals(List.of(new Sighted(ANN, incident)), state.incidents());
    }

    @Test
    void aDecisionHasOneLabelAndARevokedOneTakesItsTeachingAlong() {
        Label label = label("checkout");
        assertInstanceOf(Labelled.Kept.class, done(one.label(label, taught(2), tale("label"))));
        assertInstanceOf(Labelled.Known.class, done(two.label(label, taught(2), tale("label"))));
        assertEquals(taught(2), exchange(two, 1, Knowledge.NONE).knowledge());
        KeptLabel kept = done(two.labelOf(label.decision(), POOL)).orElseThrow();
        assertEquals(label, kept.label());
        assertEquals(taught(2), kept.taught());
        assertInstanceOf(Revoked.Done.class, done(two.revoke(kept, tale("label_revoked"))));
        assertInstanceOf(Revoked.Gone.class, done(one.revoke(kept, tale("label_revoked"))));
        assertEquals(Knowledge.NONE, exchange(one, 1, Knowledge.NONE).knowledge());
        assertInstanceOf(Labelled.Kept.class, done(one.label(label, taught(1), tale("label"))));
    }

    @Test
    void whatACanaryTaughtIsFoundByItsName() {
        Label canary =
                new Label(new DecisionId("asked"), POOL, Choice.ACCEPT, "CANARY", "moon", AT);
        done(one.label(canary, taught(1), tale("label")));
        done(one.label(label("moon"), taught(1), tale("label")));
        assertEquals(List.of(canary), done(two.labelsOf(new CanaryId("moon"), 9)));
        KeptLabel kept = done(two.labelOf(canary.decision(), POOL)).orElseThrow();
        done(two.revoke(kept, tale("label_revoked")));
        assertEquals(List.of(), done(one.labelsOf(new CanaryId("moon"), 9)));
    }

    @Test
    void noticesAreKeptUntilTheLogHasThemAndHistoriesForGood() {
        done(one.label(label("checkout"), taught(1), tale("label")));
        List<Due> due = done(one.due(10));
        assertEquals(1, due.size());
        Notice kept = due.getFirst().notice();
        assertEquals("label", kept.kind());
        assertEquals(AT, kept.at());
        assertEquals("reason", kept.contents().getFirst().slot());
        assertEquals(0, done(two.due(10)).size());
        assertEquals(1, done(one.settle(List.of(due.getFirst().id()))));
        assertEquals(0, done(one.due(10)).size());
        assertEquals(
                List.of(new Event(POOL, ANN, AT, "label", "was right")),
                done(two.history(POOL, ANN, 10)));
    }

    @Test
    void whatTwoSidecarsObserveIsOneHistory() {
        List<Habits.Observed> seen = new ArrayList<>();
        Habits expected = Habits.NONE;
        for (int i = 0; i < 12; i++) {
            seen.add(observed(i));
            expected = expected.after(seen.get(i), INTEREST.comparedMax());
            done((i % 2 == 0 ? one : two).exchange(POOL, batch(i + 1, seen.get(i))));
        }
        PoolState state = done(two.exchange(POOL, batch(12, seen.get(11))));
        assertEquals(expected, state.habits(), "a batch sent again is not observed twice");
        assertEquals(expected, done(store("three").load()).getFirst().habits());
        assertTrue(!expected.drifts().isEmpty() && !expected.pairs().agents().isEmpty());
    }

    @Test
    void noMoreAgentsAreComparedThanTheSidecarsAskFor() {
        Interest two = new Interest(8, 2, 0);
        for (int i = 0; i < 3; i++) {
            Pairs pairs = new Pairs(64);
            pairs.add(List.of(new AgentId("x" + i), ANN), new int[] {0, 1}, 2);
            News news =
                    new News(
                            Knowledge.NONE,
                            new Habits.Observed(pairs.counts(), List.of()),
                            List.of(),
                            List.of());
            done(one.exchange(POOL, new Batch(i + 1, news, two)));
        }
        assertEquals(
                List.of(new AgentId("x0"), ANN),
                done(store("three").load()).getFirst().habits().pairs().agents());
    }

    @Test
    void theLatestEpisodesAreRememberedInOneOrderAndToldOnce() {
        List<Episode> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<Episode> some = List.of(episode(3 * i), episode(3 * i + 1), episode(3 * i + 2));
            all.addAll(some);
            done((i % 2 == 0 ? one : two).exchange(POOL, batch(i + 1, some, 0)));
        }
        assertEquals(new Memory(all, 90), done(store("three").load()).getFirst().memory());
        assertEquals(
                new Memory(all.subList(60, 90), 90),
                done(one.exchange(POOL, batch(31, List.of(), 60))).memory());
        assertEquals(
                new Memory(List.of(), 90),
                done(one.exchange(POOL, batch(32, List.of(), 90))).memory());
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        List<Episode> many = new ArrayList<>();
        for (int i = 0; i < Episode.LATEST; i++) {
            many.add(episode(i));
        }
        done(one.exchange(POOL, batch(1, many.subList(0, 500), 0)));
        done(two.exchange(POOL, batch(1, many.subList(500, Episode.LATEST), 0)));
        Memory memory = done(two.exchange(POOL, batch(2, many.subList(0, 700), 0))).memory();
        assertEquals(Episode.LATEST + 700, memory.total());
        assertEquals(Episode.LATEST, memory.episodes().size());
        assertEquals(many.get(700), memory.episodes().getFirst());
    }

    @Test
    void oneSidecarRefitsOnOneOccasion() {
        assertInstanceOf(Refitted.Done.class, done(one.refit(POOL, 3, taught(1), tale("refit"))));
        assertInstanceOf(Refitted.Gone.class, done(two.refit(POOL, 3, taught(1), tale("refit"))));
        assertInstanceOf(Refitted.Gone.class, done(one.refit(POOL, 2, taught(1), tale("refit"))));
        assertEquals(taught(1), exchange(two, 1, Knowledge.NONE).knowledge());
        assertInstanceOf(Refitted.Done.class, done(two.refit(POOL, 4, taught(1), tale("refit"))));
        assertEquals(1, done(one.due(10)).size());
    }

    private static Habits.Observed observed(int i) {
        Pairs pairs = new Pairs(64);
        pairs.add(List.of(ANN, BEA, new AgentId("c" + i % 3)), new int[] {0, i % 2, 1}, 2 + i % 2);
        return new Habits.Observed(
                pairs.counts(),
                List.of(
                        new Drift.Step.Labelled(ANN, i % 2, 2, 0, 0.1),
                        new Drift.Step.Labelled(ANN, 1, 2, i % 2, 0.1),
                        i == 7
                                ? new Drift.Step.Renewed(BEA)
                                : new Drift.Step.Labelled(BEA, 0, 3, i % 3, 0.1)));
    }

    private static Episode episode(int i) {
        List<Choice> choices = List.of(ACCEPT, REJECT);
        List<Ballot> ballots =
                List.of(
                        new Ballot(ANN, ACCEPT, OptionalDouble.of(0.1 + i / 1e5)),
                        new Ballot(BEA, REJECT, OptionalDouble.empty()));
        DecisionId decision = new DecisionId("decision-" + i);
        Optional<Lesson> lesson =
                switch (i % 3) {
                    case 0 -> Optional.of(new Lesson.Votes(decision, choices, ballots));
                    case 1 ->
                            Optional.of(
                                    new Lesson.Label(
                                            decision,
                                            choices,
                                            ballots,
                                            REJECT,
                                            Lesson.Source.REVIEW));
                    default -> Optional.empty();
                };
        return new Episode(
                decision,
                AT.plusSeconds(i),
                lesson,
                List.of(
                        new Response.Answered(ANN, Duration.ofNanos(1_234_567_000L + 1000L * i)),
                        new Response.Missed(BEA, Duration.ofSeconds(2))));
    }

    private static Batch batch(long number, Habits.Observed observed) {
        return new Batch(
                number, new News(Knowledge.NONE, observed, List.of(), List.of()), INTEREST);
    }

    private static Batch batch(long number, List<Episode> episodes, long remembered) {
        return new Batch(
                number,
                new News(Knowledge.NONE, Habits.Observed.NOTHING, List.of(), episodes),
                new Interest(8, 64, remembered));
    }

    private static PoolState exchange(ReputationStore store, long number, Knowledge more) {
        return done(store.exchange(POOL, batch(number, more)));
    }

    private static Batch batch(long number, Knowledge more) {
        return new Batch(
                number, new News(more, Habits.Observed.NOTHING, List.of(), List.of()), INTEREST);
    }

    private static <T> T done(CompletionStage<Answer<T>> stage) {
        Answer<T> answer = stage.toCompletableFuture().join();
        if (answer instanceof Answer.Done<T>(T value)) {
            return value;
        }
        throw new AssertionError(answer.toString());
    }

    private static Label label(String reporter) {
        return new Label(new DecisionId("d-1"), POOL, REJECT, "OUTCOME", reporter, AT);
    }

    private static Tale tale(String kind) {
        byte[] text = "because".getBytes(StandardCharsets.UTF_8);
        return new Tale(
                List.of(new Event(POOL, ANN, AT, kind, "was right")),
                List.of(
                        new Notice(
                                kind,
                                AT,
                                "{}".getBytes(StandardCharsets.UTF_8),
                                List.of(new Content("reason", new byte[32], text)))));
    }

    private static Knowledge taught(int labels) {
        Reputations known = new Reputations(DetectionPolicy.DEFAULT, ReputationPolicy.DEFAULT);
        Knowledge all = Knowledge.NONE;
        for (int i = 0; i < labels; i++) {
            List<Ballot> ballots =
                    List.of(
                            new Ballot(ANN, ACCEPT, OptionalDouble.of(0.9)),
                            new Ballot(BEA, REJECT, OptionalDouble.empty()));
            all =
                    all.plus(
                            Knowledge.of(
                                    known.learn(
                                            new Lesson.Label(
                                                    new DecisionId("d" + i),
                                                    List.of(ACCEPT, REJECT),
                                                    ballots,
                                                    ACCEPT,
                                                    Lesson.Source.OUTCOME))));
        }
        return all;
    }
}
