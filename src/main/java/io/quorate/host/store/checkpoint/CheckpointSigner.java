package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.note.Checkpoint;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.audit.sidecar.KeyLeaf;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.Notice;
import io.quorate.engine.Ticker;
import io.quorate.host.store.Connections;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.checkpoint.CheckpointStore.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Signs one log: every second while there are records, and every minute when idle.
///
/// Threads: one of its own signs; [#status] may be asked by any.
public final class CheckpointSigner implements AutoCloseable {
    /// How long a record waits for its checkpoint at most.
    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(CheckpointSigner.class);

    private final DataSource source;
    private final PostgresLedger ledger;
    private final LogKeys keys;
    private final List<Publication> publications;
    private final Ticker ticker;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("log-signer").factory());
    private volatile SignerStatus status = new SignerStatus.Signing(0);
    private Optional<SignedNote> newest = Optional.empty();
    private long size;
    private long publishedAt;
    private boolean checked;

    private CheckpointSigner(
            DataSource source,
            PostgresLedger ledger,
            LogKeys keys,
            List<Publication> publications,
            Ticker ticker) {
        this.source = source;
        this.ledger = ledger;
        this.keys = keys;
        this.publications = List.copyOf(publications);
        this.ticker = ticker;
    }

    /// Begins to sign.
    ///
    /// @param publications where checkpoints go once they are stored
    public static CheckpointSigner start(
            DataSource source,
            PostgresLedger ledger,
            LogKeys keys,
            List<Publication> publications,
            Ticker ticker) {
        CheckpointSigner signer = new CheckpointSigner(source, ledger, keys, publications, ticker);
        // Ends with the executor.
        var _ =
                signer.thread.scheduleWithFixedDelay(
                        signer::sign, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return signer;
    }

    public SignerStatus status() {
        return status;
    }

    /// Signs what has been committed since the last time, and ends. The ledger is closed before, so
    /// that its last record is signed too.
    @Override
    public void close() {
        thread.execute(this::sign);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        publications.forEach(Publication::close);
    }

    /// One checkpoint, if one is due. Never throws, as it would never run again.
    private void sign() {
        if (status instanceof SignerStatus.Refusing) {
            return;
        }
        try {
            if (!checked) {
                takeUp();
            }
            TreeEdge tree = ledger.committed();
            boolean idle = tree.size() == size;
            if (!idle) {
                sign(tree);
            }
            boolean due = ticker.nanos() - publishedAt >= IDLE.toNanos();
            if (newest.isPresent() && (!idle || due)) {
                publish(newest.get());
            }
            status = new SignerStatus.Signing(size);
        } catch (NotAsSigned e) {
            status = new SignerStatus.Refusing(String.valueOf(e.getMessage()));
            LOG.errorf("the log of origin %s is not signed any more: %s", origin(), e.getMessage());
        } catch (SQLException e) {
            behind("the database cannot be written: " + Connections.reason(e));
        } catch (RuntimeException e) {
            LOG.error("a checkpoint could not be signed because of a defect", e);
            behind("a defect: " + e);
        }
    }

    private void behind(String cause) {
        if (!(status instanceof SignerStatus.Behind)) {
            LOG.warnf("the log of origin %s gets no checkpoint: %s", origin(), cause);
        }
        status = new SignerStatus.Behind(cause);
    }

    /// Makes sure that the stored log leads to what was signed last, by whomever, and makes our key
    /// known.
    private void takeUp() throws SQLException, NotAsSigned {
        try (Connection connection = source.getConnection()) {
            CheckpointStore store = new CheckpointStore(connection, ledger.originId());
            Optional<Stored> last = store.newest();
            List<VerifierKey> known = store.keys();
            if (last.isPresent()) {
                compare(last.get(), known, new StoredTree(connection, ledger.originId()));
                size = last.get().size();
                newest = Optional.of(last.get().note());
            }
            for (SigningKey key : keys.keys().reversed()) {
                if (!known.contains(key.verifier())) {
                    introduce(key.verifier(), store);
                }
            }
        }
        checked = true;
    }

    private void compare(Stored last, List<VerifierKey> known, StoredTree tree)
            throws SQLException, NotAsSigned {
        boolean ours = known.stream().anyMatch(key -> last.note().flaw(key).isEmpty());
        if (!ours) {
            throw new NotAsSigned(
                    "the stored checkpoint of size "
                            + last.size()
                            + " is signed by no key of this log");
        }
        if (last.size() > ledger.committed().size()) {
            throw new NotAsSigned(
                    "%d records were signed and %d are stored"
                            .formatted(last.size(), ledger.committed().size()));
        }
        if (!tree.root(last.size()).equals(last.root())) {
            throw new NotAsSigned(
                    "the first "
                            + last.size()
                            + " records as stored do not lead to the root that was signed");
        }
    }

    /// A key is in the log before it signs. If that was made and the database then broke, the log
    /// has the notice twice.
    private void introduce(VerifierKey key, CheckpointStore store) throws SQLException {
        Instant now = ticker.now();
        byte[] leaf = KeyLeaf.of(origin(), now, key.text());
        Notice notice = new Notice(KeyLeaf.KIND, now, leaf, List.of());
        try {
            switch (ledger.note(notice).toCompletableFuture().join()) {
                case Noted.Placed _ -> store.add(key, now);
                case Noted.Unavailable(String cause) -> throw new SQLException(cause);
                case Noted.Full _ -> throw new SQLException("too much waits for the log");
            }
        } catch (CompletionException e) {
            throw new SQLException("the key could not be recorded", e);
        }
        LOG.infof("the log of origin %s has a new public key: %s", origin(), key.text());
    }

    private void sign(TreeEdge tree) throws SQLException, NotAsSigned {
        Checkpoint head = new Checkpoint(origin().value(), tree.size(), tree.root());
        SignedNote note = head.sign(keys.keys());
        try (Connection connection = source.getConnection()) {
            new CheckpointStore(connection, ledger.originId()).add(head, note, ticker.now());
        }
        size = tree.size();
        newest = Optional.of(note);
    }

    private void publish(SignedNote note) {
        publishedAt = ticker.nanos();
        for (Publication publication : publications) {
            publication.publish(size, note);
        }
    }

    private Origin origin() {
        return ledger.origin();
    }
}
