package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.planning.replay.DryRun;
import io.quorate.core.planning.replay.DryRunReport;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.Refusal;
import io.quorate.engine.policy.RecordedDecisions.Span;
import io.quorate.engine.policy.Trial;
import io.quorate.engine.policy.Trials;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// A dry run over a stored log; `-Ddecisions=` makes it a measurement.
class DryRunIT {
    private static final int DECISIONS = Integer.getInteger("decisions", 2_000);
    private static final int AT_A_TIME = 512;
    private static final Executor JUDGES = ForkJoinPool.commonPool();
    private static final Span ALL =
            new Span(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void everyStoredDecisionIsTried() throws Exception {
        TestPostgres.Database database = TestPostgres.database();
        Electorate electorate = write(database);
        Policy candidate =
                Policy.of(
                        PoolPolicy.of(
                                Entries.POOL,
                                electorate.seats().stream()
                                        .map(seat -> AgentPolicy.of(seat.agent(), seat.domain()))
                                        .toList()));
        Trials trials =
                new Trials(
                        new PostgresDecisions(database.application()),
                        JUDGES,
                        Ledgers.CLOCK,
                        _ -> {},
                        Limits.DEFAULT);
        Ending ending = new Ending();
        long begun = System.nanoTime();
        trials.start(new DryRun(candidate, candidate), ALL, ending);
        DryRunReport report = ending.report.join();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "%d decisions in %d ms, %d a second%n",
                DECISIONS, time.toMillis(), DECISIONS * 1_000L / Math.max(1, time.toMillis()));
        assertEquals(DECISIONS, report.decisions());
        assertEquals(DECISIONS, report.before().count(), report::inWords);
    }

    private static Electorate write(TestPostgres.Database database) throws Exception {
        Electorate electorate = null;
        try (PostgresLedger ledger = Ledgers.open(database.application(), "one")) {
            Entries entries = new Entries(new Origin("one"), new SplittableRandom(1));
            Semaphore room = new Semaphore(AT_A_TIME);
            for (int i = 1; i <= DECISIONS; i++) {
                room.acquire();
                long sequence =
                        assertInstanceOf(Ledger.Taking.Taken.class, ledger.takeSequence())
                                .sequence();
                var entry = entries.of(sequence, new Entries.Call("r" + i));
                electorate =
                        entry.record()
                                .findings()
                                .pools()
                                .getFirst()
                                .rounds()
                                .getFirst()
                                .electorate();
                ledger.append(entry).whenComplete((_, _) -> room.release());
            }
            room.acquire(AT_A_TIME);
        }
        return electorate;
    }

    /// Waits for the report.
    private static final class Ending implements Trial.Listener<DryRunReport> {
        private final CompletableFuture<DryRunReport> report = new CompletableFuture<>();

        @Override
        public void progressed(long seen, long all) {
            assertEquals(DECISIONS, all);
        }

        @Override
        public void finished(DryRunReport found, long damaged) {
            assertEquals(0, damaged);
            report.complete(found);
        }

        @Override
        public void refused(Refusal refusal) {
            report.completeExceptionally(new AssertionError(refusal.text()));
        }

        @Override
        public void failed(Throwable defect) {
            report.completeExceptionally(defect);
        }
    }
}
