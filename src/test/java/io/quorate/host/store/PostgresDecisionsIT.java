package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.planning.replay.Episode;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Entries;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import io.quorate.engine.policy.RecordedDecisions.End;
import io.quorate.engine.policy.RecordedDecisions.Next;
import io.quorate.engine.policy.RecordedDecisions.Span;
import io.quorate.engine.policy.RecordedDecisions.Visit;
import io.quorate.engine.policy.RecordedDecisions.Visitor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresDecisionsIT {
    private static final Span ALL =
            new Span(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final TestPostgres.Database DATABASE = TestPostgres.database();
    private static final List<DecisionRecord> WRITTEN = new ArrayList<>();

    private final PostgresDecisions decisions = new PostgresDecisions(DATABASE.application());

    @BeforeAll
    static void write() throws Exception {
        try (PostgresLedger ledger = Ledgers.open(DATABASE.application(), "one")) {
            Entries entries = new Entries(new Origin("one"), new SplittableRandom(1));
            for (int i = 1; i <= 600; i++) {
                Ledger.Taking.Taken taken =
                        assertInstanceOf(Ledger.Taking.Taken.class, ledger.takeSequence());
                Entry entry =
                        entries.of(
                                taken.sequence(),
                                new Entries.Call("r" + i).service(i % 3 == 0 ? "a" : "b"));
                WRITTEN.add(entry.record());
                ledger.append(entry).toCompletableFuture().join();
            }
        }
    }

    @Test
    void allAreShownInTheOrderOfTheLog() {
        Seen seen = visit(ALL, 1_000);
        assertEquals(600, seen.count);
        assertEquals(
                WRITTEN.stream().map(DecisionRecord::id).toList(),
                seen.records.stream().map(DecisionRecord::id).toList());
    }

    @Test
    void theVisitorMayHaveSeenEnough() {
        assertEquals(10, visit(ALL, 10).records.size());
    }

    @Test
    void onlyTheSpanIsShown() {
        Span ofOne = span(Optional.empty(), Optional.of(Entries.POOL), Optional.of("a"));
        Seen seen = visit(ofOne, 1_000);
        assertEquals(200, seen.count);
        assertEquals(
                Map.of("a", 200L),
                seen.records.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DecisionRecord::service, Collectors.counting())));
        Span ofNobody = span(Optional.empty(), Optional.of(new PoolId("none")), Optional.empty());
        assertEquals(0, visit(ofNobody, 1_000).count);
        Instant middle = WRITTEN.get(300).decidedAt();
        Span later = span(Optional.of(middle), Optional.empty(), Optional.empty());
        assertEquals(
                WRITTEN.stream().filter(record -> !record.decidedAt().isBefore(middle)).count(),
                visit(later, 1_000).records.size());
    }

    @Test
    void whatLabelsSayIsRightIsShownUnlessTheyContradictOneAnother() throws Exception {
        label(WRITTEN.get(7), "facts", Choice.REJECT, "null");
        label(WRITTEN.get(8), "facts", Choice.REJECT, "null");
        label(WRITTEN.get(8), "style", Choice.ACCEPT, "null");
        label(WRITTEN.get(9), "facts", Choice.ACCEPT, "now()");
        label(WRITTEN.get(599), "facts", Choice.ACCEPT, "null");
        Seen seen = visit(ALL, 1_000);
        assertEquals(
                Map.of(WRITTEN.get(7).id(), Choice.REJECT, WRITTEN.get(599).id(), Choice.ACCEPT),
                seen.known);
    }

    @Test
    void whatIsOnRecordAboutAgentsIsShownInTheOrderOfItsTimes() throws Exception {
        Instant day = Instant.parse("2026-11-20T12:00:00Z");
        AgentId agent = new AgentId("mallory");
        PoolId pool = new PoolId("episodes");
        execute(
                """
                INSERT INTO incident (pool, agent, kind, at, evidence)
                VALUES ('episodes', 'mallory', 'EQUIVOCATION', '2026-11-20T12:00:02Z', ''),
                    ('another', 'mallory', 'EQUIVOCATION', '2026-11-20T12:00:02Z', '')
                """);
        execute(
                """
                INSERT INTO vote (origin, log_index, at, pool, round, agent, reception, weight)
                VALUES (1, 0, '2026-11-20T12:00:01Z', 'episodes', 1, 'mallory', 'TIMED_OUT', 1),
                    (1, 0, '2026-11-20T12:00:01Z', 'episodes', 1, 'mallory', 'ADMITTED', 1),
                    (1, 0, '2026-11-20T12:00:01Z', 'episodes', 1, 'mallory', 'EMPTY_SEAT', 1)
                """);
        for (String move :
                List.of(
                        "\"to\":\"QUARANTINED\",\"cause\":\"EQUIVOCATION\"",
                        "\"to\":\"PROBATION\",\"cause\":\"TIME_SERVED\"",
                        "\"to\":\"EXCLUDED\",\"cause\":\"OPERATOR\"")) {
            execute(
                    """
                    INSERT INTO record (origin, log_index, at, kind, leaf, leaf_hash)
                    SELECT 99, count(*), '2026-11-20T12:00:03Z', 'standing', convert_to(
                        '{"pool":"episodes","agent_id":"mallory",%s}', 'UTF8'), ''
                    FROM record WHERE origin = 99
                    """
                            .formatted(move));
        }
        assertEquals(
                List.of(
                        new Episode.Missed(pool, agent, day.plusSeconds(1)),
                        new Episode.Found(pool, agent, day.plusSeconds(2), FaultKind.EQUIVOCATION),
                        new Episode.Removed(pool, agent, day.plusSeconds(3))),
                visit(span(Optional.of(day), Optional.of(pool), Optional.empty()), 1).episodes);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void label(DecisionRecord of, String pool, Choice right, String revoked)
            throws SQLException {
        execute(
                """
                INSERT INTO label (decision_id, pool, right_choice, source, reporter, at, taught,
                    revoked_at)
                VALUES ('%s', '%s', '%s', 'OUTCOME', '', now(), '', %s)
                """
                        .formatted(of.id(), pool, right, revoked));
    }

    @Test
    void aThirdVisitAtATimeIsRefused() throws Exception {
        CompletableFuture<Void> free = new CompletableFuture<>();
        Visitor waiting =
                new Visitor() {
                    @Override
                    public void count(long all) {
                        free.join();
                    }

                    @Override
                    public Next see(Episode episode) {
                        return Next.ENOUGH;
                    }

                    @Override
                    public Next see(DecisionLeaf decision, Optional<Choice> known) {
                        return Next.ENOUGH;
                    }
                };
        Visit one = decisions.visit(ALL, waiting);
        Visit two = decisions.visit(ALL, waiting);
        assertInstanceOf(End.Full.class, end(decisions.visit(ALL, waiting)));
        free.complete(null);
        assertInstanceOf(End.Seen.class, end(one));
        assertInstanceOf(End.Seen.class, end(two));
    }

    private static End end(Visit visit) {
        return visit.end().toCompletableFuture().join();
    }

    /// The first table is read for the count, the second for what is on record about agents, the
    /// third along with the decisions.
    @ParameterizedTest
    @ValueSource(strings = {"decision", "incident", "detail"})
    void aVisitThatIsStoppedEndsWhateverTheDatabaseIsAt(String table) throws Exception {
        try (Connection locking = DATABASE.owner().getConnection();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            Visit visit = decisions.visit(ALL, new Seen(1_000));
            awaitWaiting();
            visit.stop();
            assertInstanceOf(
                    End.Seen.class, visit.end().toCompletableFuture().get(5, TimeUnit.SECONDS));
            locking.rollback();
        }
        assertEquals(600, visit(ALL, 1_000).records.size());
    }

    @Test
    void aVisitThatIsStoppedBeforeItBeginsReadsNothing() throws Exception {
        CompletableFuture<Void> free = new CompletableFuture<>();
        Reading reading = new Reading();
        reading.end();
        reading.run(DATABASE.application(), _ -> free.complete(null));
        assertFalse(free.isDone());
    }

    private static void awaitWaiting() throws Exception {
        try (Connection connection = DATABASE.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT FROM pg_stat_activity
                                WHERE datname = current_database() AND wait_event_type = 'Lock'
                                """)) {
                    if (row.next()) {
                        return;
                    }
                }
                Thread.sleep(5);
            }
        }
    }

    private static Span span(
            Optional<Instant> from, Optional<PoolId> pool, Optional<String> service) {
        return new Span(from, Optional.empty(), pool, service);
    }

    private Seen visit(Span span, int most) {
        Seen seen = new Seen(most);
        assertInstanceOf(End.Seen.class, end(decisions.visit(span, seen)));
        return seen;
    }

    /// Keeps what it is shown.
    private static final class Seen implements Visitor {
        private final List<DecisionRecord> records = new ArrayList<>();
        private final Map<DecisionId, Choice> known = new HashMap<>();
        private final List<Episode> episodes = new ArrayList<>();
        private final int most;
        private long count;

        Seen(int most) {
            this.most = most;
        }

        @Override
        public void count(long all) {
            count = all;
        }

        @Override
        public Next see(Episode episode) {
            episodes.add(episode);
            return Next.MORE;
        }

        @Override
        public Next see(DecisionLeaf decision, Optional<Choice> right) {
            DecisionRecord record = decision.read(Map.of());
            records.add(record);
            right.ifPresent(choice -> known.put(record.id(), choice));
            return records.size() < most ? Next.MORE : Next.ENOUGH;
        }
    }
}
