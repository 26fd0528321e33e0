package io.quorate.host.store.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.DecisionRow;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Place;
import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.RecordRow;
import io.quorate.engine.trail.Slice;
import io.quorate.engine.trail.TimeRange;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is found in a log, judged by a twin that knows how the log was made.
class PostgresTrailIT {
    private static final int DECISIONS = 3_000;
    private static final GeneratedLog LOG = new GeneratedLog(DECISIONS, 3);

    private static Database database;
    private static PostgresTrail trail;

    @BeforeAll
    static void generate() throws SQLException {
        database = TestPostgres.database();
        LOG.insert(database.owner());
        trail = new PostgresTrail(database.application(), TrailLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        trail.close();
    }

    @Test
    void everyPageTogetherIsTheAnswer() {
        Seeds.forEach(
                60,
                random -> {
                    DecisionQuery query = query(random);
                    List<String> expected = expected(query);
                    assertEquals(expected, walked(query, random.nextInt(1, 200)), query::toString);
                });
    }

    @Test
    void recordsAreThoseOfTheRows() {
        DecisionQuery query =
                DecisionQuery.all(
                        new TimeRange(GeneratedLog.BEGIN, LOG.at(300)), Order.NEWEST_FIRST);
        Slice slice = new Slice(Optional.empty(), 50);
        List<DecisionRow> rows = given(trail.decisions(query, slice));
        List<RecordRow> records = given(trail.decisionRecords(query, slice));
        assertEquals(50, records.size());
        for (int i = 0; i < 50; i++) {
            assertEquals(rows.get(i).place(), records.get(i).place());
            assertEquals(
                    "{\"decision_id\":\"%s\"}".formatted(rows.get(i).id()),
                    new String(records.get(i).leaf(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatChangedIsFoundWithoutTheCalls() throws SQLException {
        Instant at = Instant.parse("2026-06-01T00:00:00Z");
        for (String kind :
                List.of(
                        "start",
                        "policy",
                        "duplicate",
                        "collected",
                        "lost",
                        "canary",
                        "policy",
                        "stop")) {
            insertRecord(kind, at);
            at = at.plusSeconds(60);
        }
        TimeRange june = new TimeRange(Instant.parse("2026-06-01T00:00:00Z"), at);
        assertEquals(
                List.of("start", "policy", "policy", "stop"),
                kinds(new RecordQuery(june, Order.OLDEST_FIRST, List.of())));
        assertEquals(
                List.of("stop", "lost", "duplicate"),
                kinds(
                        new RecordQuery(
                                june, Order.NEWEST_FIRST, List.of("lost", "duplicate", "stop"))));
    }

    @Test
    void aQueryThatTakesTooLongIsCutShort() {
        TrailLimits impatient = new TrailLimits(1, 0, Duration.ofMillis(200));
        try (Desk desk = new Desk(database.application(), impatient)) {
            CompletionStage<Answer<List<String>>> slow = desk.read(PostgresTrailIT::sleep);
            assertInstanceOf(
                    Answer.Full.class,
                    desk.read(_ -> 1).toCompletableFuture().join(),
                    "nobody may wait");
            assertInstanceOf(Answer.TimedOut.class, slow.toCompletableFuture().join());
            assertEquals(
                    2, PostgresTrailIT.<Integer>given(desk.read(_ -> 2)), "the next one is served");
        }
    }

    @Test
    void readingCannotWrite() {
        try (Desk desk = new Desk(database.application(), TrailLimits.DEFAULT)) {
            Answer<?> answer =
                    desk.read(connection ->
                                    new Sql()
                                            .add("DELETE FROM content RETURNING 1")
                                            .list(connection, row -> row.getInt(1)))
                            .toCompletableFuture()
                            .join();
            String cause = assertInstanceOf(Answer.Unavailable.class, answer).cause();
            assertTrue(cause.contains("read-only"), cause);
        }
    }

    private static List<String> sleep(Connection connection) throws SQLException {
        return new Sql().add("SELECT pg_sleep(5)").list(connection, row -> row.getString(1));
    }

    private static DecisionQuery query(RandomGenerator random) {
        int from = random.nextInt(DECISIONS);
        int to = from + 1 + random.nextInt(DECISIONS);
        boolean faults = random.nextInt(5) == 0;
        return new DecisionQuery(
                new TimeRange(LOG.at(from), LOG.at(to).plusSeconds(1)),
                random.nextBoolean() ? Order.OLDEST_FIRST : Order.NEWEST_FIRST,
                seldom(random, () -> "s" + random.nextInt(GeneratedLog.SERVICES)),
                seldom(random, () -> pool(random)),
                seldom(random, () -> new AgentId("a" + random.nextInt(GeneratedLog.AGENTS + 1))),
                seldom(random, () -> pick(random)),
                seldom(random, () -> new Digest(LOG.policy(random.nextInt(20)))),
                seldom(random, () -> "customer " + random.nextInt(GeneratedLog.SUBJECTS)),
                faults ? Optional.of(FaultKind.MALFORMED) : Optional.empty());
    }

    private static Verdict pick(RandomGenerator random) {
        List<Verdict> verdicts = List.of(Verdict.ACCEPTED, Verdict.REJECTED, Verdict.NO_CONSENSUS);
        return verdicts.get(random.nextInt(verdicts.size()));
    }

    private static PoolId pool(RandomGenerator random) {
        int number = random.nextInt(GeneratedLog.POOLS + 1);
        return new PoolId(number == GeneratedLog.POOLS ? "extra" : "p" + number);
    }

    private static <T> Optional<T> seldom(RandomGenerator random, Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private static List<String> expected(DecisionQuery query) {
        List<String> ids = LOG.matching(query).stream().map(i -> "d-" + i).toList();
        return query.order() == Order.OLDEST_FIRST ? ids : ids.reversed();
    }

    private static List<String> walked(DecisionQuery query, int pageSize) {
        List<String> ids = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        List<DecisionRow> page;
        do {
            page = given(trail.decisions(query, new Slice(after, pageSize)));
            page.forEach(row -> ids.add(row.id().value()));
            after = page.isEmpty() ? after : Optional.of(page.getLast().place());
        } while (page.size() == pageSize);
        return ids;
    }

    private static List<String> kinds(RecordQuery query) {
        return given(trail.records(query, new Slice(Optional.empty(), 10))).stream()
                .map(RecordRow::kind)
                .toList();
    }

    private static void insertRecord(String kind, Instant at) throws SQLException {
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO record
                    SELECT 1, 1000000 + extract(epoch FROM timestamptz '%2$s')::bigint,
                        '%2$s', '%1$s', NULL, '{}', sha256('')
                    """
                            .formatted(kind, at));
        }
    }

    private static <T> T given(CompletionStage<Answer<T>> stage) {
        Answer<T> answer = stage.toCompletableFuture().join();
        if (answer instanceof Answer.Given<T>(T value)) {
            return value;
        }
        throw new AssertionError("no answer but " + answer);
    }
}
