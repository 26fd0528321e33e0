package io.quorate.host.store;

import io.quorate.core.audit.json.NotCanonical;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.Ticker;
import io.quorate.engine.policy.PolicyArchive;
import io.quorate.host.store.Batch.Fate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// The log of one origin in PostgreSQL.
///
/// Threads: any number may append and look up; none of them ever waits here. [#open] and [#close]
/// block.
public final class PostgresLedger implements Ledger, AutoCloseable {
    private static final int WATCHES_PER_PATIENCE = 10;

    private final Lease lease;
    private final LedgerLimits limits;
    private final Sequences sequences;
    private final Waiting waiting;
    private final PolicyTexts policies = new PolicyTexts();
    private final LogWriter writer;
    private final Thread writing;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService watch;
    private final Lookups lookups;
    private final Telling telling = new Telling();
    private volatile boolean closed;

    private PostgresLedger(
            DataSource source,
            Lease lease,
            LogSession session,
            Batch first,
            Sequences sequences,
            LedgerLimits limits,
            Ticker ticker) {
        this.lease = lease;
        this.limits = limits;
        this.sequences = sequences;
        waiting = new Waiting(limits.waitingMax(), limits.waitingBytesMax());
        lookups = new Lookups(source, threads, limits);
        writer =
                new LogWriter(
                        source, lease, session, first, limits, ticker, sequences, waiting, policies,
                        telling);
        writing = Thread.ofPlatform().daemon().name("log-" + lease.origin()).unstarted(writer);
        watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("log-watch").factory());
    }

    /// Leases the first of these origins that no other sidecar has, and takes up its log.
    ///
    /// @throws SQLException if the database cannot be reached or lacks the tables
    public static Opening open(
            DataSource source, List<Origin> candidates, LedgerLimits limits, Ticker ticker)
            throws SQLException, InterruptedException {
        // The lease of a sidecar that was killed becomes free a moment later.
        long end = System.nanoTime() + limits.patience().toNanos();
        while (true) {
            Opening opening = tryToOpen(source, candidates, limits, ticker);
            if (opening instanceof Opening.Opened || System.nanoTime() - end > 0) {
                return opening;
            }
            Thread.sleep(limits.retryEvery());
        }
    }

    private static Opening tryToOpen(
            DataSource source, List<Origin> candidates, LedgerLimits limits, Ticker ticker)
            throws SQLException {
        Connection connection = Connections.open(source, limits.databasePatience());
        try {
            for (Origin origin : candidates) {
                int id = Connections.register(connection, origin.value());
                if (Connections.lock(connection, id)) {
                    return new Opening.Opened(take(source, connection, origin, id, limits, ticker));
                }
            }
            Connections.giveBack(connection);
            return new Opening.AllLeased(candidates);
        } catch (StaleLease _) {
            Connections.abort(connection);
            return new Opening.AllLeased(candidates);
        } catch (SQLException | RuntimeException e) {
            Connections.abort(connection);
            throw e;
        }
    }

    private static PostgresLedger take(
            DataSource source,
            Connection connection,
            Origin origin,
            int id,
            LedgerLimits limits,
            Ticker ticker)
            throws SQLException, StaleLease {
        LogOpening opening = LogOpening.read(connection, origin, id);
        Batch first = opening.first(ticker.now());
        LogSession session = new LogSession(connection, origin, id);
        session.append(first);
        Sequences sequences = new Sequences(opening.lastSequence());
        sequences.limitIs(first.after().limit());
        Lease lease = new Lease(origin, id, first.after().epoch());
        PostgresLedger ledger =
                new PostgresLedger(source, lease, session, first, sequences, limits, ticker);
        ledger.start();
        return ledger;
    }

    private void start() {
        writing.start();
        long every = Math.max(1, limits.patience().toMillis() / WATCHES_PER_PATIENCE);
        // Ends with the executor.
        var _ = watch.scheduleWithFixedDelay(this::refuseLate, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public Origin origin() {
        return lease.origin();
    }

    /// The number of the origin in the database.
    public int originId() {
        return lease.id();
    }

    /// The tree of all records that are committed at this moment.
    public TreeEdge committed() {
        return writer.committed();
    }

    /// Whether the log can be written at this moment.
    public LedgerStatus status() {
        LedgerStatus status = writer.status();
        return closed && status instanceof LedgerStatus.Serving
                ? new LedgerStatus.Closed("the sidecar is stopping")
                : status;
    }

    @Override
    public Taking takeSequence() {
        OptionalLong number = sequences.take();
        if (number.isPresent()) {
            return new Taking.Taken(number.getAsLong());
        }
        return switch (status()) {
            case LedgerStatus.Closed(String cause) -> new Taking.Unavailable(cause);
            case LedgerStatus.Away(String cause) -> new Taking.Unavailable(cause);
            case LedgerStatus.Serving _ ->
                    new Taking.Unavailable("more calls are open than can be accounted for");
        };
    }

    @Override
    public void forgo(long sequence) {
        sequences.lose(sequence, Cause.FORGONE);
    }

    @Override
    public CompletionStage<Append> append(Entry entry) {
        PendingEntry pending;
        try {
            pending = PendingEntry.of(lease.id(), entry, System.nanoTime());
        } catch (NotCanonical e) {
            sequences.lose(entry.record().sequence(), Cause.REJECTED);
            return CompletableFuture.failedStage(e);
        }
        handOver(pending);
        return pending.reply();
    }

    /// Stores the text of a policy with the next record.
    void keep(PolicyArchive.Kept policy) {
        policies.keep(policy);
    }

    @Override
    public CompletionStage<Noted> note(Notice notice) {
        PendingNotice pending = PendingNotice.of(lease.id(), notice, System.nanoTime());
        handOver(pending);
        return pending.reply();
    }

    @Override
    public CompletionStage<Lookup> find(DecisionId id) {
        return lookups.find(id);
    }

    /// Appends what waits, lays the log down with a record of the stop, and gives the lease back.
    /// If the database cannot be reached, the next sidecar to take up the log records a crash.
    @Override
    public void close() {
        closed = true;
        sequences.close();
        writer.stop();
        try {
            writing.join(limits.databasePatience());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        watch.shutdownNow();
        threads.close();
    }

    private void handOver(Pending pending) {
        switch (status()) {
            case LedgerStatus.Serving _ -> {
                if (waiting.offer(pending)) {
                    accepted(pending);
                } else {
                    pending.lose(sequences, Cause.FULL);
                    pending.full();
                }
            }
            case LedgerStatus.Away(String cause) -> {
                if (pending.isBestEffort()) {
                    keep(pending);
                } else {
                    unavailable(pending, cause);
                }
            }
            case LedgerStatus.Closed(String cause) -> unavailable(pending, cause);
        }
    }

    private void accepted(Pending pending) {
        if (status() instanceof LedgerStatus.Closed(String cause)
                && !waiting.removeIf(waits -> waits == pending).isEmpty()) {
            unavailable(pending, cause);
        } else {
            pending.accept();
        }
    }

    /// The caller does not wait for the log, so the answer leaves whether or not there is room.
    private void keep(Pending pending) {
        if (!waiting.offer(pending)) {
            pending.lose(sequences, Cause.UNAVAILABLE);
        }
        pending.accept();
    }

    private void unavailable(Pending pending, String cause) {
        pending.lose(sequences, Cause.UNAVAILABLE);
        pending.unavailable(cause);
    }

    /// Refuses whoever has waited for too long. What is being written may be in the log all the
    /// same.
    private void refuseLate() {
        long now = System.nanoTime();
        long most = limits.patience().toNanos();
        String cause = "the database gave no answer within " + limits.patience().toMillis() + " ms";
        List<Pending> late =
                waiting.removeIf(entry -> !entry.isBestEffort() && now - entry.since() > most);
        late.forEach(entry -> entry.lose(sequences, Cause.UNAVAILABLE));
        List<Pending> slow =
                writer.underWay().stream()
                        .filter(entry -> !entry.isBestEffort() && now - entry.since() > most)
                        .toList();
        slow.forEach(Pending::refuse);
        telling.refused(late, cause);
        telling.refused(slow, cause);
    }

    /// Tells callers on threads of their own, since what they do next is not the writer's business.
    private final class Telling implements LogWriter.Answers {
        @Override
        public void committed(Batch batch) {
            threads.execute(() -> batch.fates().forEach(this::tell));
        }

        @Override
        public void refused(List<Pending> entries, String cause) {
            if (!entries.isEmpty()) {
                threads.execute(() -> entries.forEach(entry -> entry.unavailable(cause)));
            }
        }

        private void tell(Pending pending, Fate fate) {
            switch (pending) {
                case PendingEntry entry -> tell(entry, fate);
                case PendingNotice notice -> tell(notice, fate);
            }
        }

        private static void tell(PendingNotice notice, Fate fate) {
            switch (fate) {
                case Fate.Placed(long index) -> notice.place(index);
                case Fate.Repeated _, Fate.Conflicting _ ->
                        throw new IllegalStateException("a notice claims no request");
            }
        }

        private void tell(PendingEntry entry, Fate fate) {
            switch (fate) {
                case Fate.Placed(long index) ->
                        entry.reply()
                                .complete(
                                        new Append.Appended(entry.stored(OptionalLong.of(index))));
                case Fate.Conflicting(DecisionId first) ->
                        entry.reply().complete(new Append.Conflicting(first));
                case Fate.Repeated(DecisionId first) -> {
                    boolean itself = first.equals(entry.record().id());
                    lookups.find(first)
                            .thenAccept(found -> entry.reply().complete(repeated(found, itself)));
                }
            }
        }

        private static Append repeated(Lookup found, boolean itself) {
            return switch (found) {
                case Lookup.Found(Stored first) ->
                        itself ? new Append.Appended(first) : new Append.Repeated(first);
                case Lookup.Unknown _ ->
                        new Append.Unavailable("the first decision is not stored any more");
                case Lookup.Unavailable(String cause) -> new Append.Unavailable(cause);
                case Lookup.Full _ -> new Append.Unavailable("too many look-ups wait");
            };
        }
    }
}
