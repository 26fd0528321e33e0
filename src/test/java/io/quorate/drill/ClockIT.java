package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.engine.Ledger.Stored;
import io.quorate.engine.SignedLogs.Reading;
import io.quorate.engine.Ticker;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.DecisionRow;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Place;
import io.quorate.engine.trail.Slice;
import io.quorate.engine.trail.TimeRange;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import io.quorate.host.store.trail.PostgresTrail;
import io.quorate.host.store.trail.TrailLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sidecar whose clock jumps: the log keeps its order, every decision is found, and the log is
/// signed and checked as ever.
class ClockIT {
    private static final String ORIGIN = "jumping";

    @TempDir Path folder;

    /// The machine's clock, set wrong.
    private static final class Jumping implements Ticker {
        private volatile Duration wrong = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.now().plus(wrong);
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            Ledgers.CLOCK.after(delay, task);
        }
    }

    @Test
    void aClockThatJumpsLeavesTheLogInOrderAndEveryDecisionWhereItIsFound() throws Exception {
        Database database = TestPostgres.database();
        Jumping clock = new Jumping();
        List<Stored> decided = new ArrayList<>();
        for (long days : new long[] {0, -1, -400, 1_000, 0}) {
            clock.wrong = Duration.ofDays(days);
            try (SidecarLog log = SidecarLog.start(database.application(), ORIGIN, folder, clock)) {
                decided.addAll(log.decide(20));
                clock.wrong = Duration.ofDays(days - 1);
                decided.addAll(log.decide(20));
                log.awaitSigned();
                for (Stored each : List.of(decided.getFirst(), decided.getLast())) {
                    assertEquals(each.record(), found(log, each.record().id()).record());
                }
                log.check("--older", folder.resolve(ORIGIN + ".checkpoint").toString()).accepts();
            }
        }
        List<Long> places = decided.stream().map(each -> each.logIndex().getAsLong()).toList();
        assertEquals(places.stream().sorted().toList(), places);
        assertEquals(decided.size(), pagesOf(database));
    }

    @Test
    void theNewestKeyIsTheOneThatSignsThoughTheClockWasSetBackMeanwhile() throws Exception {
        Database database = TestPostgres.database();
        Jumping clock = new Jumping();
        Path key;
        try (SidecarLog log = SidecarLog.start(database.application(), ORIGIN, folder, clock)) {
            log.awaitSigned();
            key = log.keys.file();
        }
        Files.move(key, Path.of(key + ".previous"));
        clock.wrong = Duration.ofDays(-400);
        try (SidecarLog log = SidecarLog.start(database.application(), ORIGIN, folder, clock)) {
            log.awaitSigned();
            assertEquals(
                    new Reading.Found<>(
                            log.keys.keys().stream().map(SigningKey::verifier).toList()),
                    log.logs.keys(log.ledger.origin()).toCompletableFuture().join());
        }
    }

    /// How many decisions the queries give, page by page.
    private static int pagesOf(Database database) {
        TimeRange ever = new TimeRange(Instant.EPOCH, Instant.now().plus(Duration.ofDays(2_000)));
        DecisionQuery query = DecisionQuery.all(ever, Order.OLDEST_FIRST);
        int count = 0;
        try (PostgresTrail trail = new PostgresTrail(database.application(), TrailLimits.DEFAULT)) {
            Optional<Place> after = Optional.empty();
            while (true) {
                Answer<List<DecisionRow>> answer =
                        trail.decisions(query, new Slice(after, 30)).toCompletableFuture().join();
                if (!(answer instanceof Answer.Given<List<DecisionRow>>(List<DecisionRow> page))) {
                    throw new AssertionError(answer);
                }
                if (page.isEmpty()) {
                    return count;
                }
                count += page.size();
                after = Optional.of(page.getLast().place());
            }
        }
    }

    private static Stored found(SidecarLog log, DecisionId id) {
        return assertInstanceOf(
                        Lookup.Found.class, log.ledger.find(id).toCompletableFuture().join())
                .stored();
    }
}
