package io.quorate.host.store;

import io.quorate.core.audit.policy.PolicyLeaf;
import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.policy.PolicyArchive;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// The policies in PostgreSQL: their texts in a table of their own, their taking effect as records
/// of the log.
public final class PostgresPolicies implements PolicyArchive {
    private static final String FIND = "SELECT at, text FROM policy WHERE digest = ?";
    private static final String LATEST =
            """
            SELECT leaf FROM record JOIN origin ON origin.id = record.origin
            WHERE kind = 'policy' AND name = ? ORDER BY at DESC, log_index DESC LIMIT 1
            """;
    private static final String CHANGES =
            """
            SELECT at, origin, log_index, leaf FROM record
            WHERE kind = 'policy' AND (at, origin, log_index) < (?, ?, ?)
            ORDER BY at DESC, origin DESC, log_index DESC LIMIT ?
            """;
    private static final Pattern PLACE = Pattern.compile("(\\d{1,17})-(\\d{1,9})-(\\d{1,18})");
    private static final long MICROS = 1_000_000;

    private final DataSource source;
    private final PostgresLedger ledger;
    private final Executor threads = task -> Thread.ofVirtual().name("policies").start(task);

    public PostgresPolicies(DataSource source, PostgresLedger ledger) {
        this.source = source;
        this.ledger = ledger;
    }

    /// Where a page ended: the key of its last record.
    private record Place(long micros, int origin, long logIndex) {
        static final Place TOP = new Place(253_402_300_799L * MICROS, Integer.MAX_VALUE, 0);

        static Optional<Place> read(String text) {
            Matcher parts = PLACE.matcher(text);
            return parts.matches()
                    ? Optional.of(
                            new Place(
                                    Long.parseLong(parts.group(1)),
                                    Integer.parseInt(parts.group(2)),
                                    Long.parseLong(parts.group(3))))
                    : Optional.empty();
        }

        static Place of(Timestamp at, int origin, long logIndex) {
            long seconds = Math.floorDiv(at.getTime(), 1_000);
            return new Place(seconds * MICROS + at.getNanos() / 1_000, origin, logIndex);
        }

        Timestamp at() {
            Timestamp at = new Timestamp(micros / 1_000);
            at.setNanos((int) (micros % MICROS * 1_000));
            return at;
        }

        @Override
        public String toString() {
            return micros + "-" + origin + "-" + logIndex;
        }
    }

    /// Asks the database on a connection.
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    @Override
    public void keep(Kept policy) {
        ledger.keep(policy);
    }

    @Override
    public CompletionStage<Lookup> find(Digest digest) {
        return ask(
                connection ->
                        find(connection, digest)
                                .<Lookup>map(Lookup.Found::new)
                                .orElseGet(Lookup.Unknown::new),
                Lookup.Unavailable::new);
    }

    @Override
    public CompletionStage<Latest> latest(Origin origin) {
        return ask(connection -> latest(connection, origin), Latest.Unavailable::new);
    }

    @Override
    public CompletionStage<Changes> changes(int limit, Optional<String> after) {
        Optional<Place> place = after.map(Place::read).orElse(Optional.of(Place.TOP));
        return place.isEmpty()
                ? CompletableFuture.completedStage(new Changes.UnknownPlace())
                : ask(
                        connection -> changes(connection, limit, place.get()),
                        Changes.Unavailable::new);
    }

    private <T> CompletionStage<T> ask(Question<? extends T> question, Function<String, T> away) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Connection connection = source.getConnection()) {
                        return question.ask(connection);
                    } catch (SQLException e) {
                        return away.apply(Connections.reason(e));
                    }
                },
                threads);
    }

    private static Optional<Kept> find(Connection connection, Digest digest) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setBytes(1, digest.bytes());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Kept(digest, row.getTimestamp(1).toInstant(), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    private static Latest latest(Connection connection, Origin origin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setString(1, origin.value());
            try (ResultSet row = select.executeQuery()) {
                Optional<PolicyRecord> last =
                        row.next() ? record(row.getBytes(1)) : Optional.empty();
                if (last.isEmpty()) {
                    return new Latest.None();
                }
                Digest digest = last.get().digest();
                return new Latest.Found(digest, find(connection, digest));
            }
        }
    }

    /// Empty for a damaged record, which is the verifier's business.
    private static Optional<PolicyRecord> record(byte[] leaf) {
        try {
            return Optional.of(PolicyLeaf.read(leaf));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Changes changes(Connection connection, int limit, Place after)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
            select.setTimestamp(1, after.at());
            select.setInt(2, after.origin());
            select.setLong(3, after.logIndex());
            select.setInt(4, limit);
            List<PolicyRecord> changes = new ArrayList<>();
            Place last = after;
            int rows = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = Place.of(row.getTimestamp(1), row.getInt(2), row.getLong(3));
                    rows++;
                    record(row.getBytes(4)).ifPresent(changes::add);
                }
            }
            return new Changes.Page(
                    changes, rows < limit ? Optional.empty() : Optional.of(last.toString()));
        }
    }
}
