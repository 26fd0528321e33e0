package io.quorate.host.store;

import io.quorate.core.audit.sidecar.SidecarRecord;
import io.quorate.core.audit.sidecar.SidecarRecord.Cause;
import io.quorate.core.audit.sidecar.SidecarRecord.Range;
import io.quorate.core.audit.sidecar.SidecarRecord.Stopped;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.engine.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one thread that appends to an origin's log.
///
/// **Group commit.** It takes whatever waits, up to a bound, appends it in one transaction, and
/// takes whatever came in the meantime. Nothing waits for company: alone, an entry is committed at
/// once; under load, a batch is as large as what arrives during a commit.
///
/// **When the database fails.** What it was writing is in doubt: the connection may have broken
/// before or after the commit. The origin's row tells, as its size is moved by the commit; it is
/// read on the next connection, before anything else. If the batch was not committed it is tried
/// once more at once, since most failures are those of one connection. If that fails too the
/// database is *away*: whoever waits is told so, and everybody who comes after, at once, until a
/// connection succeeds. What was refused in the meantime is then recorded as lost. Entries that
/// nobody waits for stay in the queue for as long as it has room.
///
/// **When the database refuses one entry.** The batch is appended entry by entry, so that only this
/// one is refused.
final class LogWriter implements Runnable {
    /// Who tells the callers. It returns at once and never throws.
    interface Answers {
        /// The batch is in the log.
        void committed(Batch batch);

        /// These entries will not be appended, or it is not known whether they were.
        void refused(List<Pending> entries, String cause);
    }

    /// How the log is laid down.
    private enum Ending {
        IN_ORDER,
        /// Decisions of it are still in the spool.
        WITH_A_SPOOL
    }

    private static final Logger LOG = Logger.getLogger(LogWriter.class);
    private static final String STOPPING = "the sidecar is stopping";
    private static final Duration IDLE = Duration.ofSeconds(1);

    /// SQL state classes of what an entry itself can be to blame for: data, constraint, limit.
    private static final List<String> ENTRY_STATES = List.of("22", "23", "54");

    private final DataSource source;
    private final Lease lease;
    private final LedgerLimits limits;
    private final Ticker ticker;
    private final Sequences sequences;
    private final Waiting waiting;
    private final PolicyTexts policies;
    private final Answers answers;
    private final Deque<List<Pending>> again = new ArrayDeque<>();
    private volatile LedgerStatus status = new LedgerStatus.Serving();
    private volatile List<Pending> underWay = List.of();
    private volatile boolean stopping;
    private volatile Optional<String> spool;
    private volatile Optional<String> held;
    private volatile Ending ending = Ending.IN_ORDER;
    private @Nullable LogSession session;
    private @Nullable Batch inDoubt;
    private volatile TreeEdge tree;
    private Extent extent;
    private int failures;
    private boolean oneByOne;

    LogWriter(
            DataSource source,
            Lease lease,
            LogSession session,
            Batch first,
            LedgerLimits limits,
            Ticker ticker,
            Sequences sequences,
            Waiting waiting,
            PolicyTexts policies,
            Answers answers) {
        this.source = source;
        this.lease = lease;
        this.session = session;
        this.limits = limits;
        this.ticker = ticker;
        this.sequences = sequences;
        this.waiting = waiting;
        this.policies = policies;
        this.answers = answers;
        this.tree = first.grown();
        this.extent = first.after();
        this.spool = first.after().spool();
        this.held = spool;
    }

    /// Has the log say with its next transaction that this spool may have decisions of it.
    void hold(String name) {
        spool = Optional.of(name);
        waiting.wake();
    }

    /// The spool that the log says so of.
    Optional<String> held() {
        return held;
    }

    LedgerStatus status() {
        return status;
    }

    /// The tree of all that is committed. Nobody appends to it: a batch grows a copy.
    TreeEdge committed() {
        return tree.copy();
    }

    /// The entries of the batch that is being written; they may be in the log already.
    List<Pending> underWay() {
        return underWay;
    }

    /// Makes [#run] end once everything that waits is in the log, without a record of the stop, as
    /// decisions in the spool are still to come.
    void stopWithSpool() {
        ending = Ending.WITH_A_SPOOL;
        stop();
    }

    /// Makes [#run] end once everything that waits is in the log, with a record of the stop.
    void stop() {
        stopping = true;
        waiting.wake();
    }

    @Override
    public void run() {
        boolean more = true;
        while (more) {
            try {
                more = step();
            } catch (StaleLease e) {
                more = end(String.valueOf(e.getMessage()));
            } catch (InterruptedException _) {
                more = end(STOPPING);
            } catch (SQLException e) {
                more = failed(e);
            } catch (RuntimeException e) {
                LOG.error("a batch could not be written because of a defect", e);
                more = failed(new SQLException("a defect of the log's writer: " + e, "54000", e));
            }
        }
    }

    /// One batch, or one attempt to reach the database; false when there will be no more.
    private boolean step() throws SQLException, StaleLease, InterruptedException {
        LogSession live = session;
        if (live == null) {
            if (failures > 1) {
                Thread.sleep(limits.retryEvery());
            }
            live = resume();
            session = live;
        }
        List<Pending> taken = next();
        boolean last = stopping && taken.isEmpty() && again.isEmpty() && waiting.isEmpty();
        if (last && ending == Ending.WITH_A_SPOOL) {
            status = new LedgerStatus.Closed(STOPPING);
            live.close();
            return false;
        }
        if (taken.isEmpty() && !last && !sequences.hasLost() && spool.equals(held)) {
            live.check();
            serving();
            return true;
        }
        Batch batch = batch(taken, last);
        underWay = taken;
        inDoubt = batch;
        live.append(batch);
        done(batch);
        if (last) {
            status = new LedgerStatus.Closed(STOPPING);
            live.close();
        }
        return !last;
    }

    private List<Pending> next() throws InterruptedException {
        List<Pending> first = again.poll();
        return first != null
                ? first
                : waiting.take(
                        limits.batchMax(), limits.batchBytesMax(), stopping ? Duration.ZERO : IDLE);
    }

    private Batch batch(List<Pending> entries, boolean last) {
        List<Range> lost = new ArrayList<>(sequences.takeLost());
        if (last) {
            lost = sequences.unsettled(lost, Cause.STOPPED);
        }
        List<SidecarRecord> notes =
                new ArrayList<>(LogOpening.lost(lease.origin(), ticker.now(), lost));
        long settled = sequences.settled();
        if (last) {
            settled = sequences.last();
            notes.add(new Stopped(lease.origin(), ticker.now(), lease.epoch(), settled));
        }
        Extent goal =
                new Extent(
                        lease.epoch(),
                        extent.size(),
                        settled,
                        sequences.nextLimit(),
                        last,
                        last ? Optional.empty() : spool);
        return new Batch(policies.waiting(), notes, entries, tree, extent, goal);
    }

    private void done(Batch batch) {
        inDoubt = null;
        underWay = List.of();
        failures = 0;
        tree = batch.grown();
        extent = batch.after();
        sequences.limitIs(extent.limit());
        held = extent.spool();
        policies.stored(batch.policies());
        batch.entries().forEach(entry -> entry.settle(sequences));
        for (Range range : batch.lost()) {
            for (long number = range.first(); number <= range.last(); number++) {
                sequences.settle(number);
            }
        }
        serving();
        answers.committed(batch);
    }

    private void serving() {
        if (status instanceof LedgerStatus.Away) {
            LOG.infof("the log of origin %s can be written again", lease.origin());
        }
        status = new LedgerStatus.Serving();
    }

    /// Finds out on a new connection whether the batch in doubt was committed, and if not takes it
    /// apart again.
    private LogSession resume() throws SQLException, StaleLease {
        Connection connection = Connections.open(source, limits.databasePatience());
        try {
            Extent now =
                    Connections.extent(connection, lease.id())
                            .orElseThrow(() -> new StaleLease(lease.origin().value()));
            Batch doubtful = inDoubt;
            if (doubtful != null && now.equals(doubtful.after())) {
                done(doubtful);
            } else if (!now.equals(extent)) {
                throw new StaleLease(lease.origin().value());
            } else if (doubtful != null) {
                undone(doubtful);
            }
            if (!Connections.lock(connection, lease.id())) {
                // The server has not noticed yet that our last connection is gone. The epoch keeps
                // the log from forking all the same.
                LOG.debugf("the lease of origin %s is not locked yet", lease.origin());
            }
            return new LogSession(connection, lease.origin(), lease.id());
        } catch (SQLException | StaleLease | RuntimeException e) {
            Connections.abort(connection);
            throw e;
        }
    }

    /// Nothing of the batch is in the log. Who was told so has lost the number; the others are
    /// next.
    private void undone(Batch batch) {
        inDoubt = null;
        underWay = List.of();
        batch.lost().forEach(sequences::lose);
        again.addFirst(batch.entries());
        forgetRefused();
        if (oneByOne && !again.isEmpty()) {
            List<Pending> whole = again.removeFirst();
            whole.reversed().forEach(entry -> again.addFirst(List.of(entry)));
        }
        oneByOne = false;
    }

    /// Takes out of what is to be tried again whoever was told that the log cannot be reached.
    private void forgetRefused() {
        for (int left = again.size(); left > 0; left--) {
            List<Pending> kept = new ArrayList<>();
            for (Pending entry : again.removeFirst()) {
                if (entry.isRefused()) {
                    entry.lose(sequences, Cause.UNAVAILABLE);
                } else {
                    kept.add(entry);
                }
            }
            if (!kept.isEmpty()) {
                again.addLast(kept);
            }
        }
    }

    private boolean failed(SQLException failure) {
        LogSession broken = session;
        session = null;
        if (broken != null) {
            broken.abort();
        }
        String state = failure.getSQLState();
        boolean ofEntry = state != null && ENTRY_STATES.stream().anyMatch(state::startsWith);
        Batch doubtful = inDoubt;
        int entries = doubtful == null ? 0 : doubtful.entries().size();
        if (doubtful != null && ofEntry && entries == 1) {
            reject(doubtful, failure);
        } else if (ofEntry && entries > 1) {
            oneByOne = true;
        } else if (failures > 0 || broken == null) {
            away(failure);
            if (stopping) {
                return end(STOPPING);
            }
        }
        failures++;
        return true;
    }

    /// The batch is this entry alone, so it is the one that the database refuses.
    private void reject(Batch batch, SQLException failure) {
        Pending entry = batch.entries().getFirst();
        String reason = Connections.reason(failure);
        LOG.errorf("the database refuses %s: %s", entry.name(), reason);
        batch.lost().forEach(sequences::lose);
        entry.lose(sequences, Cause.REJECTED);
        inDoubt = null;
        underWay = List.of();
        entry.refuse();
        answers.refused(List.of(entry), "the database refuses this record: " + reason);
    }

    private void away(SQLException failure) {
        String cause = "the database cannot be written: " + Connections.reason(failure);
        if (!(status instanceof LedgerStatus.Away)) {
            LOG.warnf("the log of origin %s: %s", lease.origin(), cause);
        }
        status = new LedgerStatus.Away(cause);
        refuseAll(cause);
        forgetRefused();
    }

    /// Refuses whoever waits for an answer.
    private void refuseAll(String cause) {
        List<Pending> given = waiting.removeIf(entry -> !entry.isPatient());
        given.forEach(entry -> entry.lose(sequences, Cause.UNAVAILABLE));
        refuse(given, cause);
        refuse(underWay, cause);
        again.forEach(entries -> refuse(entries, cause));
    }

    private void refuse(List<Pending> entries, String cause) {
        List<Pending> refused = entries.stream().filter(entry -> !entry.isPatient()).toList();
        refused.forEach(Pending::refuse);
        if (!refused.isEmpty()) {
            answers.refused(refused, cause);
        }
    }

    /// There will be no further append; what waits is refused.
    private boolean end(String cause) {
        LOG.warnf("the log of origin %s is closed: %s", lease.origin(), cause);
        status = new LedgerStatus.Closed(cause);
        sequences.close();
        refuseAll(cause);
        LogSession live = session;
        if (live != null) {
            live.abort();
        }
        return false;
    }
}
