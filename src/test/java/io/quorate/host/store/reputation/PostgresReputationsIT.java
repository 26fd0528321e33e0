package io.quorate.host.store.reputation;

import static io.quorate.core.protocol.Choice.ACCEPT;
import static io.quorate.core.protocol.Choice.REJECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.Content;
import io.quorate.engine.Notice;
import io.quorate.engine.reputation.Registration;
import io.quorate.engine.reputation.ReputationStore;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Batch;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Enrolled;
import io.quorate.engine.reputation.ReputationStore.Enrolling;
import io.quorate.engine.reputation.ReputationStore.Event;
import io.quorate.engine.reputation.ReputationStore.KeptLabel;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.Labelled;
import io.quorate.engine.reputation.ReputationStore.PoolState;
import io.quorate.engine.reputation.ReputationStore.Revoked;
import io.quorate.engine.reputation.ReputationStore.Sighted;
import io.quorate.engine.reputation.ReputationStore.Tale;
import io.quorate.host.store.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresReputationsIT {
    private static final PoolId POOL = new PoolId("facts");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final AgentId ANN = new AgentId("ann");
    private static final AgentId BEA = new AgentId("bea");

    private final TestPostgres.Database database = TestPostgres.database();
    private final List<PostgresReputations> open = new ArrayList<>();
    private final PostgresReputations one = store("one");
    private final PostgresReputations two = store("two");

    @AfterEach
    void close() {
        open.forEach(PostgresReputations::close);
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
            PostgresReputations writer = store("writer-" + i);
            CompletionStage<Answer<PoolState>> batches =
                    writer.exchange(POOL, new Batch(1, more, List.of(), 8));
            for (int number = 2; number <= 3; number++) {
                Batch next = new Batch(number, more, List.of(), 8);
                batches = batches.thenCompose(_ -> writer.exchange(POOL, next));
            }
            stages.add(batches);
        }
        stages.forEach(PostgresReputationsIT::done);
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
        done(one.exchange(POOL, new Batch(1, taught(3), List.of(new Sighted(ANN, incident)), 8)));
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
    void aChangeIsHeardByTheOthers() throws InterruptedException {
        BlockingQueue<PoolId> heard = new LinkedBlockingQueue<>();
        BlockingQueue<PoolId> own = new LinkedBlockingQueue<>();
        two.listen(heard::add);
        one.listen(own::add);
        PoolId told = null;
        for (int i = 1; told == null && i < 50; i++) {
            exchange(one, i, taught(1));
            told = heard.poll(200, TimeUnit.MILLISECONDS);
        }
        assertEquals(POOL, told);
        assertTrue(own.isEmpty());
    }

    private PostgresReputations store(String name) {
        PostgresReputations store =
                new PostgresReputations(database.application(), new Origin(name), name);
        open.add(store);
        return store;
    }

    private static PoolState exchange(ReputationStore store, long number, Knowledge more) {
        return done(store.exchange(POOL, new Batch(number, more, List.of(), 8)));
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
