package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.spool.Drainable.Reach;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is killed under load and comes back later: longer with `-Doutage.seconds=`, more
/// often at random moments with `-Dcrashes=`.
class OutageIT {
    private static final AtomicInteger ORIGINS = new AtomicInteger();
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("outage.seconds", 3));
    private static final int CRASHES = Integer.getInteger("crashes", 2);
    private static final int CALLERS = 16;
    private static final long HEAP_GROWTH_MAX = 256L << 20;

    @TempDir private static Path home;

    private static RestartedPostgres postgres;

    @TempDir Path folder;

    private SidecarLog log;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = RestartedPostgres.in(home);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        log = SidecarLog.start(postgres, "outage-" + ORIGINS.incrementAndGet(), folder);
        log.maySpool();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aCommittedPoolRefusesAndLosesNothing() throws Exception {
        Callers callers = Callers.start(log.spooled, Durability.COMMITTED, CALLERS);
        Thread.sleep(1_000);
        List<DecisionId> during = outage(callers);
        assertEquals(List.of(), during);
        assertFalse(callers.refusals().isEmpty());
        until(() -> callers.acknowledged().size() > during.size() + 10);
        callers.stop();
        assertAllThere(callers.acknowledged());
        assertVerified();
    }

    @Test
    void aSpooledPoolGoesOnAndEverythingFollowsInOrder() throws Exception {
        Callers callers = Callers.start(log.spooled, Durability.SPOOLED, 1);
        Thread.sleep(1_000);
        List<DecisionId> during = outage(callers);
        assertTrue(during.size() > 10, () -> "acknowledged: " + during.size());
        callers.stop();
        assertEquals(List.of(), callers.refusals());
        until(() -> log.ledger.spool().isEmpty());
        assertAllThere(callers.acknowledged());
        assertInOrder(callers.acknowledged());
        assertVerified();
    }

    @Test
    void aBestEffortPoolGoesOnAndWhatIsLostIsAccountedFor() throws Exception {
        Callers callers = Callers.start(log.spooled, Durability.BEST_EFFORT, CALLERS);
        Thread.sleep(1_000);
        List<DecisionId> during = outage(callers);
        assertTrue(during.size() > 10, () -> "acknowledged: " + during.size());
        callers.stop();
        assertEquals(List.of(), callers.refusals());
        // What waited comes before whoever waits for the log.
        Callers last = Callers.start(log.spooled, Durability.COMMITTED, 1);
        until(() -> !last.acknowledged().isEmpty());
        last.stop();
        assertVerified();
        long accounted = numbersLost() + places().size();
        assertEquals(lastNumber(), accounted, "every number is a decision, or named as lost");
    }

    @Test
    void everythingAcknowledgedOutlivesAServerThatIsKilledAtRandomMoments() throws Exception {
        RandomGenerator random = new SplittableRandom();
        List<DecisionId> acknowledged = new ArrayList<>();
        for (int crash = 0; crash < CRASHES; crash++) {
            Callers committed = Callers.start(log.spooled, Durability.COMMITTED, CALLERS);
            Callers spooled = Callers.start(log.spooled, Durability.SPOOLED, CALLERS);
            Thread.sleep(200 + random.nextInt(1_500));
            postgres.kill();
            postgres.start();
            until(() -> log.ledger.reach() == Reach.SERVING);
            committed.stop();
            spooled.stop();
            acknowledged.addAll(committed.acknowledged());
            acknowledged.addAll(spooled.acknowledged());
            until(() -> log.ledger.spool().isEmpty());
            assertAllThere(acknowledged);
            assertVerified();
        }
    }

    /// Takes the server away for a while; what was acknowledged meanwhile.
    private List<DecisionId> outage(Callers callers) throws Exception {
        long heap = heap();
        postgres.kill();
        until(() -> log.ledger.reach() == Reach.AWAY);
        int before = callers.acknowledged().size();
        Thread.sleep(OUTAGE);
        List<DecisionId> all = callers.acknowledged();
        assertTrue(heap() - heap < HEAP_GROWTH_MAX, () -> "the heap grew by " + (heap() - heap));
        postgres.start();
        until(() -> log.ledger.reach() == Reach.SERVING);
        return all.subList(before, all.size());
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void assertAllThere(List<DecisionId> acknowledged) throws SQLException {
        Map<String, Long> places = places();
        List<DecisionId> missing =
                acknowledged.stream().filter(id -> !places.containsKey(id.value())).toList();
        assertEquals(List.of(), missing);
    }

    private void assertInOrder(List<DecisionId> acknowledged) throws SQLException {
        Map<String, Long> places = places();
        List<Long> order = acknowledged.stream().map(id -> places.get(id.value())).toList();
        assertEquals(order.stream().sorted().toList(), order);
    }

    /// Also against the checkpoint that was kept: no size was signed with two roots.
    private void assertVerified() throws Exception {
        log.awaitSigned();
        log.check("--older", folder.resolve(log.ledger.origin() + ".checkpoint").toString())
                .accepts();
    }

    private Map<String, Long> places() throws SQLException {
        Map<String, Long> places = new HashMap<>();
        try (Connection connection = postgres.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT decision_id, log_index FROM decision WHERE origin = ?")) {
            select.setInt(1, log.ledger.originId());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return places;
    }

    private long numbersLost() throws SQLException {
        try (Connection connection = postgres.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                """
                                SELECT sum((convert_from(leaf, 'UTF8')::json->>'count')::bigint)
                                FROM record WHERE kind = 'lost' AND origin = ?
                                """)) {
            select.setInt(1, log.ledger.originId());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private long lastNumber() {
        long next = assertInstanceOf(Taking.Taken.class, log.ledger.takeSequence()).sequence();
        log.ledger.forgo(next);
        return next - 1;
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 6_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean(), "it never came to be");
    }
}
