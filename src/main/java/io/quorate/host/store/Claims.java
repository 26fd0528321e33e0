package io.quorate.host.store;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.engine.spool.Drainable.Earlier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which of a batch's requests are new. The database decides, by a key that two requests cannot
/// have, so that it holds among sidecars too.
final class Claims {
    /// What became of an entry's request.
    sealed interface Claim {
        /// It is new.
        record Won() implements Claim {}

        /// The same content was decided before.
        record Repeated(DecisionId first) implements Claim {}

        /// Other content was decided before under the same id.
        record Conflicting(DecisionId first) implements Claim {}

        /// The decision that has the request.
        default Optional<DecisionId> earlier() {
            return switch (this) {
                case Won _ -> Optional.empty();
                case Repeated(DecisionId first) -> Optional.of(first);
                case Conflicting(DecisionId first) -> Optional.of(first);
            };
        }
    }

    private static final String CLAIM =
            """
            INSERT INTO request (caller, id, digest, decision_id, at)
            SELECT caller, id, digest, decision_id, now()
            FROM unnest(?::text[], ?::text[], ?::bytea[], ?::text[])
                AS claim (caller, id, digest, decision_id)
            ON CONFLICT DO NOTHING
            RETURNING decision_id
            """;

    private static final String EARLIER =
            """
            SELECT request.caller, request.id, request.digest, request.decision_id
            FROM request JOIN unnest(?::text[], ?::text[]) AS claim (caller, id) USING (caller, id)
            """;

    /// Two sidecars that claim the same requests at once wait for each other; in one order for all,
    /// never in a circle.
    private static final Comparator<PendingEntry> ORDER =
            Comparator.comparing(Claims::caller).thenComparing(Claims::request);

    /// A request of a caller.
    record RequestKey(String caller, String request) {
        static RequestKey of(PendingEntry entry) {
            return new RequestKey(Claims.caller(entry), Claims.request(entry));
        }
    }

    private Claims() {}

    static Map<PendingEntry, Claim> claim(Connection connection, List<PendingEntry> entries)
            throws SQLException {
        Map<PendingEntry, Claim> claims = new HashMap<>();
        if (entries.isEmpty()) {
            return claims;
        }
        Set<String> won = insert(connection, entries.stream().sorted(ORDER).toList());
        List<PendingEntry> others = new ArrayList<>();
        for (PendingEntry entry : entries) {
            if (won.remove(decision(entry))) {
                claims.put(entry, new Claim.Won());
            } else {
                others.add(entry);
            }
        }
        if (!others.isEmpty()) {
            Map<RequestKey, Earlier> earlier =
                    earlier(connection, others.stream().map(RequestKey::of).toList());
            for (PendingEntry entry : others) {
                claims.put(entry, claim(entry, earlier));
            }
        }
        return claims;
    }

    private static Claim claim(PendingEntry entry, Map<RequestKey, Earlier> earlier)
            throws SQLException {
        Earlier first = earlier.get(RequestKey.of(entry));
        if (first == null) {
            // It was forgotten in this very moment; a second attempt will win the claim.
            throw new SQLException("a request was forgotten while it was claimed", "40001");
        }
        return first.content().equals(entry.entry().requestDigest())
                ? new Claim.Repeated(first.decision())
                : new Claim.Conflicting(first.decision());
    }

    private static Set<String> insert(Connection connection, List<PendingEntry> entries)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
            insert.setArray(1, texts(connection, entries, Claims::caller));
            insert.setArray(2, texts(connection, entries, Claims::request));
            byte[][] digests =
                    entries.stream()
                            .map(entry -> entry.entry().requestDigest().bytes())
                            .toArray(byte[][]::new);
            insert.setArray(3, connection.createArrayOf("bytea", digests));
            insert.setArray(4, texts(connection, entries, Claims::decision));
            Set<String> won = new HashSet<>();
            try (ResultSet claimed = insert.executeQuery()) {
                while (claimed.next()) {
                    won.add(claimed.getString(1));
                }
            }
            return won;
        }
    }

    /// The decisions that these requests led to, as far as there are any.
    static Map<RequestKey, Earlier> earlier(Connection connection, List<RequestKey> requests)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EARLIER)) {
            select.setArray(1, texts(connection, requests, RequestKey::caller));
            select.setArray(2, texts(connection, requests, RequestKey::request));
            Map<RequestKey, Earlier> earlier = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    earlier.put(
                            new RequestKey(row.getString(1), row.getString(2)),
                            new Earlier(
                                    new DecisionId(row.getString(4)),
                                    new Digest(HexFormat.of().formatHex(row.getBytes(3)))));
                }
            }
            return earlier;
        }
    }

    private static <T> Array texts(Connection connection, List<T> values, Function<T, String> text)
            throws SQLException {
        return connection.createArrayOf("text", values.stream().map(text).toArray(String[]::new));
    }

    private static String caller(PendingEntry entry) {
        return entry.record().service();
    }

    private static String request(PendingEntry entry) {
        return entry.record().request().value();
    }

    private static String decision(PendingEntry entry) {
        return entry.record().id().value();
    }
}
