package io.quorate.host.store;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.engine.Ledger.Stored;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Finds stored decisions: each look-up on a thread of its own, a few of them at a time.
final class Lookups {
    private static final Logger LOG = Logger.getLogger(Lookups.class);

    private static final String FIND =
            """
            SELECT record.log_index, record.leaf, record.leaf_hash, detail.body,
                content.slot, content.text
            FROM decision
            JOIN record USING (origin, log_index, at)
            LEFT JOIN detail USING (origin, log_index, at)
            LEFT JOIN content USING (origin, log_index, at)
            WHERE decision.decision_id = ?
            """;

    private final DataSource source;
    private final ExecutorService threads;
    private final Semaphore permits;
    private final int insideMax;
    private final AtomicInteger inside = new AtomicInteger();
    private final int patienceSeconds;

    Lookups(DataSource source, ExecutorService threads, LedgerLimits limits) {
        this.source = source;
        this.threads = threads;
        permits = new Semaphore(limits.lookupsMax());
        insideMax = limits.lookupsMax() + limits.waitingLookupsMax();
        patienceSeconds = (int) Math.max(1, limits.patience().toSeconds());
    }

    CompletionStage<Lookup> find(DecisionId id) {
        if (inside.incrementAndGet() > insideMax) {
            inside.decrementAndGet();
            return CompletableFuture.completedStage(new Lookup.Full());
        }
        return CompletableFuture.supplyAsync(() -> findNow(id), threads)
                .whenComplete((_, _) -> inside.decrementAndGet());
    }

    private Lookup findNow(DecisionId id) {
        permits.acquireUninterruptibly();
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setQueryTimeout(patienceSeconds);
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Lookup.Found(stored(row)) : new Lookup.Unknown();
            }
        } catch (SQLException e) {
            return new Lookup.Unavailable("the database cannot be read: " + Connections.reason(e));
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "the record of decision %s is damaged", id);
            return new Lookup.Unavailable("the stored record is damaged: " + e.getMessage());
        } finally {
            permits.release();
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        byte[] leaf = row.getBytes(2);
        DecisionLeaf stored = new DecisionLeaf(leaf, Optional.ofNullable(row.getBytes(4)));
        Map<String, byte[]> texts = texts(row.getArray(5), row.getArray(6));
        Optional<Digest> submission =
                Optional.ofNullable(texts.get(ContentText.SUBMISSION))
                        .map(text -> SubmissionDigest.of(ContentText.submission(text)));
        return new Stored(
                stored.read(texts),
                leaf,
                new Digest(HexFormat.of().formatHex(row.getBytes(3))),
                submission,
                OptionalLong.of(row.getLong(1)),
                Optional.ofNullable(texts.get(ContentText.SUBMISSION)));
    }

    private static Map<String, byte[]> texts(Array slots, Array texts) throws SQLException {
        Map<String, byte[]> bySlot = new HashMap<>();
        if (slots != null && texts != null) {
            String[] names = (String[]) slots.getArray();
            byte[][] bytes = (byte[][]) texts.getArray();
            for (int i = 0; i < names.length; i++) {
                bySlot.put(names[i], bytes[i]);
            }
        }
        return bySlot;
    }
}
