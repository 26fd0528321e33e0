package io.quorate.host.store;

import io.quorate.core.audit.json.NotCanonical;
import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.RequestId;
import io.quorate.engine.Entry;
import io.quorate.engine.Notice;
import io.quorate.engine.Ticker;
import io.quorate.engine.policy.PolicyArchive;
import io.quorate.engine.spool.Drainable;
import io.quorate.engine.spool.Parcel;
import io.quorate.engine.spool.Spool;
import io.quorate.engine.spool.Spools;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
public final class PostgresLedger implements Drainable, AutoCloseable {
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
    private final Earliers earliers;
    private final Telling telling;
    private final Spool spool;
    private final List<Spool.Item> spooled;
    private volatile boolean closed;

    PostgresLedger(
            DataSource source,
            Lease lease,
            LogSession session,
            Batch first,
            Sequences sequences,
            LedgerLimits limits,
            Ticker ticker,
            LogOpening opening) {
        this.lease = lease;
        this.limits = limits;
        this.sequences = sequences;
        waiting = new Waiting(limits.waitingMax(), limits.waitingBytesMax());
        lookups = new Lookups(source, threads, limits);
        earliers = new Earliers(source, threads, limits.patience());
        telling = new Telling(threads, lookups);
        spool = opening.spool();
        spooled = opening.waiting();
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
        return open(source, candidates, limits, ticker, Spools.NONE);
    }

    /// The same with the spools of this machine.
    public static Opening open(
            DataSource source,
            List<Origin> candidates,
            LedgerLimits limits,
            Ticker ticker,
            Spools spools)
            throws SQLException, InterruptedException {
        Leasing leasing = new Leasing(source, limits, ticker, spools);
        // The lease of a sidecar that was killed becomes free a moment later.
        long end = System.nanoTime() + limits.patience().toNanos();
        while (true) {
            Opening opening = leasing.tryToOpen(candidates);
            if (opening instanceof Opening.Opened || System.nanoTime() - end > 0) {
                return opening;
            }
            Thread.sleep(limits.retryEvery());
        }
    }

    void start() {
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
        if (entry.record().durability() == Durability.BEST_EFFORT) {
            sequences.answerAhead();
        }
        handOver(pending);
        return pending.reply();
    }

    /// The spool of this log.
    public Spool spool() {
        return spool;
    }

    /// What was in the spool and in no record when the log was taken up.
    public List<Spool.Item> spooled() {
        return spooled;
    }

    @Override
    public Reach reach() {
        return switch (status()) {
            case LedgerStatus.Serving _ -> Reach.SERVING;
            case LedgerStatus.Away _ -> Reach.AWAY;
            case LedgerStatus.Closed _ -> Reach.CLOSED;
        };
    }

    @Override
    public void hold(String name) {
        writer.hold(name);
    }

    @Override
    public boolean isHeld() {
        return writer.held().isPresent();
    }

    @Override
    public long numbersLeft() {
        return sequences.left();
    }

    @Override
    public long limitAfter(long more) {
        return sequences.limitAfter(more);
    }

    @Override
    public void reserved(long limit) {
        sequences.reserve(limit);
    }

    @Override
    public CompletionStage<Append> drain(Parcel parcel) {
        PendingEntry pending = PendingEntry.of(lease.id(), parcel, System.nanoTime());
        if (!waiting.offer(pending)) {
            pending.full();
        }
        return pending.reply();
    }

    @Override
    public void repeats(Entry entry, Earlier earlier) {
        SidecarRecord answer =
                earlier.content().equals(entry.requestDigest())
                        ? PendingAnswer.duplicate(entry.record(), earlier.decision())
                        : PendingAnswer.refused(entry.record(), earlier.decision());
        handOver(
                PendingAnswer.of(lease.id(), answer, entry.record().sequence(), System.nanoTime()));
    }

    @Override
    public void refuse(long sequence) {
        sequences.lose(sequence, Cause.UNAVAILABLE);
    }

    @Override
    public CompletionStage<Optional<Earlier>> earlier(String service, RequestId request) {
        return earliers.find(new Claims.RequestKey(service, request.value()));
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
    /// If the database cannot be reached, or decisions are left in the spool, the next sidecar to
    /// take up the log records a crash.
    @Override
    public void close() {
        closed = true;
        sequences.close();
        if (spool.isEmpty()) {
            writer.stop();
        } else {
            writer.stopWithSpool();
        }
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
                if (pending.isPatient()) {
                    keep(pending, Cause.FULL);
                } else if (waiting.offer(pending)) {
                    accepted(pending);
                } else {
                    pending.lose(sequences, Cause.FULL);
                    pending.full();
                }
            }
            case LedgerStatus.Away(String cause) -> {
                if (pending.isPatient()) {
                    keep(pending, Cause.UNAVAILABLE);
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

    /// The caller does not wait for the log, so the answer leaves whether or not there is room:
    /// also when the database does not say that it is away but hangs, and when it is back and what
    /// waits for it still fills the room.
    private void keep(Pending pending, Cause whereFull) {
        if (waiting.offer(pending)) {
            accepted(pending);
        } else {
            pending.lose(sequences, whereFull);
            pending.accept();
        }
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
                waiting.removeIf(entry -> !entry.isPatient() && now - entry.since() > most);
        late.forEach(entry -> entry.lose(sequences, Cause.UNAVAILABLE));
        List<Pending> slow =
                writer.underWay().stream()
                        .filter(entry -> !entry.isPatient() && now - entry.since() > most)
                        .toList();
        slow.forEach(Pending::refuse);
        telling.refused(late, cause);
        telling.refused(slow, cause);
    }
}
