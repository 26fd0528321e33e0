package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RetentionPolicy;
import io.quorate.core.policy.RetentionPolicy.Risk;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.HoldId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Refusal;
import io.quorate.engine.keeping.Erasure;
import io.quorate.engine.keeping.Erasures;
import io.quorate.engine.keeping.Hold;
import io.quorate.engine.keeping.Holds;
import io.quorate.engine.keeping.Retention;
import io.quorate.engine.keeping.RetentionStore.Keeping;
import io.quorate.engine.keeping.RetentionStore.LogKept;
import io.quorate.engine.keeping.RetentionStore.Promise;
import io.quorate.engine.keeping.RetentionStore.Pruning;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.PostgresArchive;
import io.quorate.host.store.trail.PostgresRetention;
import io.quorate.host.store.trail.TrailLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that outlives what it promised to keep: pruned, held, checked.
///
/// Time passes by moving the records back, as the database's superuser.
class PruningIT {
    private static final String ORIGIN = "pruned";
    private static final Duration RETRY = Duration.ofSeconds(1);

    @TempDir Path folder;
    private Database database;
    private SidecarLog log;
    private PostgresRetention store;
    private PostgresArchive archive;
    private Retention retention;
    private Holds holds;
    private Erasures erasures;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.database();
        log = SidecarLog.start(database, ORIGIN, folder);
        store =
                new PostgresRetention(
                        database.application(), TrailLimits.KEEPING, TrailLimits.KEEPING);
        archive = new PostgresArchive(database.application(), TrailLimits.KEEPING);
        retention = new Retention(store, log.ledger, Ledgers.CLOCK, TestIds.RANDOM, _ -> {}, RETRY);
        holds = new Holds(store, log.ledger, Ledgers.CLOCK, TestIds.RANDOM, _ -> {}, RETRY);
        erasures = new Erasures(archive, log.ledger, Ledgers.CLOCK, TestIds.RANDOM, _ -> {}, RETRY);
    }

    @AfterEach
    void stop() {
        log.close();
        store.close();
        archive.close();
    }

    @Test
    void nothingGoesBeforeItsTime() throws Exception {
        log.decide(600);
        age(Duration.ofDays(150));
        assertInstanceOf(Pruning.NothingDue.class, prune());
        assertEquals(602, count("record"), "without a promise the floor holds");
    }

    @Test
    void whatIsOldGoesFromEveryTableAndTheLogIsStillProven() throws Exception {
        DecisionId first = log.decide(600).getFirst().record().id();
        age(Duration.ofDays(400));
        log.decide(100);
        log.awaitSigned();

        Pruning.Pruned pruned = assertInstanceOf(Pruning.Pruned.class, prune());

        assertEquals(0, pruned.removal().previous());
        assertEquals(512, pruned.removal().minimum());
        assertEquals(702, pruned.certificate(), "702 records stood before it");
        for (String table : List.of("record", "decision", "content")) {
            assertEquals(0, count(table + " WHERE log_index < 512"), table);
        }
        assertEquals(0, count("vote WHERE log_index < 512"));
        assertEquals(191, count("record"), "90 old ones, 100 new ones, and the certificate");
        log.awaitSigned();
        log.check().accepts();
        assertTrue(
                log.check()
                        .report()
                        .contains("records 0 to 511 were pruned; record 702 certifies it"));
        assertInstanceOf(
                io.quorate.engine.Ledger.Lookup.Unknown.class,
                log.ledger.find(first).toCompletableFuture().join());
    }

    @Test
    void aMonthOfWhichNothingIsLeftGivesItsRoomBack() throws Exception {
        log.decide(600);
        age(Duration.ofDays(400));
        log.decide(300);
        age(Duration.ofDays(40));
        log.decide(10);
        log.awaitSigned();
        int before = partitions();
        assertInstanceOf(Pruning.Pruned.class, prune());
        assertTrue(partitions() < before, "before " + before + ", after " + partitions());
        log.decide(10);
        log.awaitSigned();
        log.check().accepts();
    }

    @Test
    void aLogIsPrunedAgainAndTheNewestCertificateIsEnough() throws Exception {
        log.decide(300);
        age(Duration.ofDays(400));
        log.decide(1);
        assertInstanceOf(Pruning.Pruned.class, prune());
        log.decide(300);
        age(Duration.ofDays(400));
        log.decide(300);
        Pruning.Pruned again = assertInstanceOf(Pruning.Pruned.class, prune());
        assertEquals(256, again.removal().previous());
        assertEquals(512, again.removal().minimum());
        log.awaitSigned();
        log.check().accepts();
    }

    @Test
    void theSidecarStartsAgainOnAPrunedLog() throws Exception {
        log.decide(600);
        age(Duration.ofDays(400));
        assertInstanceOf(Pruning.Pruned.class, prune());
        log.close();
        log = SidecarLog.start(database, ORIGIN, folder);
        log.decide(10);
        log.awaitSigned();
        log.check().accepts();
    }

    @Test
    void aPromiseOfAPoolIsKeptAlsoWhenAnotherPromisesLess() throws Exception {
        promise(new Promise("short", Duration.ofDays(30), Promise.Risk.NORMAL));
        log.decide(600);
        age(Duration.ofDays(100));
        promise(new Promise("long", Duration.ofDays(365), Promise.Risk.NORMAL));
        assertInstanceOf(Pruning.NothingDue.class, prune());
        promise(new Promise("long", Duration.ofDays(60), Promise.Risk.NORMAL));
        assertInstanceOf(Pruning.Pruned.class, prune());
    }

    @Test
    void onceAPoolWasOfHighRiskTheFloorHolds() throws Exception {
        promise(new Promise("facts", Duration.ofDays(200), Promise.Risk.HIGH));
        promise(new Promise("facts", Duration.ofDays(1), Promise.Risk.NORMAL));
        log.decide(600);
        age(Duration.ofDays(150));
        assertInstanceOf(Pruning.NothingDue.class, prune());
    }

    @Test
    void aHoldKeepsWhatIsOldUntilItIsLifted() throws Exception {
        DecisionId held = log.decide(600).get(300).record().id();
        age(Duration.ofDays(400));
        HoldId id = new HoldId("case-17");
        Hold hold = found(place(id, new Hold.OfDecision(held)));
        assertEquals(Optional.of(held), hold.decision());
        assertEquals(List.of(hold), found(holds.standing()));
        assertInstanceOf(Pruning.NothingDue.class, prune());

        assertInstanceOf(Refusal.DecisionHeld.class, refused(erase(new Erasure.OfDecision(held))));
        Erasures.Done done = found(erase(new Erasure.OfSubject("customer 4711")));
        assertTrue(done.held() >= 1, done::toString);
        assertEquals(600, done.erased() + done.held());
        assertEquals(done.held(), count("content WHERE subject IS NOT NULL"));

        found(holds.lift(new Hold.Lifting(id, "counsel", "the case is closed")));
        assertEquals(List.of(), found(holds.standing()));
        assertInstanceOf(Pruning.Pruned.class, prune());
        assertEquals(
                List.of("hold", "erasure", "erasure", "hold_lifted", "deletion_certificate"),
                kinds());
    }

    @Test
    void ordersThatMakeNoSenseAreRefused() throws Exception {
        HoldId id = new HoldId("case-17");
        Instant now = Instant.now();
        found(place(id, new Hold.OfSpan(now, Optional.empty())));
        assertInstanceOf(
                Refusal.HoldNameTaken.class,
                refused(place(id, new Hold.OfSpan(now, Optional.of(now.plusSeconds(1))))));
        assertInstanceOf(
                Refusal.UnknownDecision.class,
                refused(place(new HoldId("x"), new Hold.OfDecision(new DecisionId("nobody")))));
        assertInstanceOf(
                Refusal.UnknownHold.class,
                refused(holds.lift(new Hold.Lifting(new HoldId("y"), "me", "why not"))));
    }

    @Test
    void theDatabaseItselfRefusesWhatIsKeptHeldOrNotCertified() throws Exception {
        log.decide(600);
        for (String refused :
                List.of(
                        "SELECT prune(1, 256, 1)",
                        "SELECT prune(1, 1024, 1)",
                        "INSERT INTO pruning (origin, minimum_index, certificate) VALUES (1, 256,"
                                + " 0)",
                        "DELETE FROM hold",
                        "UPDATE retention SET keep_for = '1 day'")) {
            assertRefused(refused);
        }
        age(Duration.ofDays(400));
        assertRefused("SELECT prune(1, 256, 1)");
        assertEquals(602, count("record"));
        assertRefused("INSERT INTO retention VALUES ('facts', now(), '183 days', true)", "23514");
    }

    @Test
    void theReportTellsWhatIsPromisedHeldAndLeft() throws Exception {
        promise(new Promise("facts", Duration.ofDays(200), Promise.Risk.HIGH));
        log.decide(600);
        age(Duration.ofDays(400));
        assertInstanceOf(Pruning.Pruned.class, prune());
        found(place(new HoldId("h"), new Hold.OfSpan(Instant.EPOCH, Optional.empty())));
        Keeping keeping = found(retention.keeping());
        assertEquals(Duration.ofDays(200), keeping.keepFor());
        assertEquals(Duration.ofDays(200), keeping.promises().getFirst().keepFor());
        assertEquals("h", keeping.holds().getFirst().id().value());
        assertEquals(Instant.EPOCH, keeping.keptFrom());
        LogKept kept = keeping.logs().getFirst();
        assertEquals(512, kept.minimum());
        assertEquals(602, kept.certificate().getAsLong());
        assertTrue(kept.oldest().isPresent());
    }

    @Test
    void aPolicyIsFollowed() throws Exception {
        RetentionPolicy longer = new RetentionPolicy(Duration.ofDays(250), Risk.HIGH);
        AgentPolicy alice = AgentPolicy.of(new AgentId("alice"), new FaultDomain("a"));
        PoolId pool = new PoolId("facts");
        Policy policy =
                Policy.of(PoolPolicy.named(pool).agents(List.of(alice)).retention(longer).build());
        retention.follow(policy);
        for (int i = 0; i < 100 && count("retention") == 0; i++) {
            Thread.sleep(20);
        }
        assertEquals(Duration.ofDays(250), found(retention.keeping()).keepFor());
    }

    private CompletionStage<Result<Hold>> place(HoldId id, Hold.Target target) {
        return holds.place(new Hold.Placing(id, target, "counsel", "a claim is expected"));
    }

    private CompletionStage<Result<Erasures.Done>> erase(Erasure.Target target) {
        return erasures.erase(new Erasure(target, "dpo", "asked for it"));
    }

    private Pruning prune() {
        return given(retention.prune());
    }

    private void promise(Promise promise) {
        given(store.promise(List.of(promise)));
    }

    private static <T> T given(CompletionStage<Answer<T>> stage) {
        if (stage.toCompletableFuture().join() instanceof Answer.Given<T>(T value)) {
            return value;
        }
        throw new AssertionError(stage.toCompletableFuture().join().toString());
    }

    private static <T> T found(CompletionStage<Result<T>> stage) {
        if (stage.toCompletableFuture().join() instanceof Result.Found<T>(T value)) {
            return value;
        }
        throw new AssertionError(stage.toCompletableFuture().join().toString());
    }

    private static <T> Refusal refused(CompletionStage<Result<T>> stage) {
        if (stage.toCompletableFuture().join() instanceof Result.Refused<T>(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError(stage.toCompletableFuture().join().toString());
    }

    /// Moves everything that stands in the log back in time, in the columns alone.
    private void age(Duration by) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (int month = 0; month < 30; month++) {
                statement.execute(
                        "SELECT make_partition(now() - interval '%d months')".formatted(month));
            }
            for (String table :
                    List.of("content", "decision", "detail", "pool_outcome", "record", "vote")) {
                statement.execute(
                        "UPDATE %s SET at = at - interval '%d days'".formatted(table, by.toDays()));
            }
        }
    }

    private List<String> kinds() throws SQLException {
        List<String> kinds = new java.util.ArrayList<>();
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT kind FROM record WHERE kind NOT IN ('start', 'decision')"
                                        + " ORDER BY log_index")) {
            while (row.next()) {
                kinds.add(row.getString(1));
            }
        }
        return kinds;
    }

    private long count(String rows) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    private int partitions() throws SQLException {
        return (int) count("pg_class WHERE relispartition AND relkind = 'r'");
    }

    private void assertRefused(String sql) {
        assertRefused(sql, "42501");
    }

    private void assertRefused(String sql, String state) {
        SQLException refusal =
                assertThrows(
                        SQLException.class,
                        () -> {
                            try (Connection connection = database.application().getConnection();
                                    Statement statement = connection.createStatement()) {
                                statement.execute(sql);
                            }
                        },
                        sql);
        assertEquals(state, refusal.getSQLState(), refusal::getMessage);
    }
}
