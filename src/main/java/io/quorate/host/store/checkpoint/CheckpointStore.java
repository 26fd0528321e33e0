package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.note.Checkpoint;
import io.quorate.core.audit.note.NoteSignature;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The keys, checkpoints and cosignatures of one origin in the database.
final class CheckpointStore {
    private static final String NEWEST =
            """
            SELECT size, root, at, note FROM checkpoint WHERE origin = ? ORDER BY size DESC LIMIT 1
            """;

    private static final String ADD =
            """
            INSERT INTO checkpoint (origin, size, root, at, note) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    /// The newest line of each witness.
    private static final String COSIGNATURES =
            """
            SELECT DISTINCT ON (witness) line FROM cosignature
            WHERE origin = ? AND size = ? ORDER BY witness, at DESC
            """;

    private final Connection connection;
    private final int origin;

    CheckpointStore(Connection connection, int origin) {
        this.connection = connection;
        this.origin = origin;
    }

    /// A stored checkpoint.
    ///
    /// @param at when it was stored
    record Stored(long size, Digest root, Instant at, SignedNote note) {}

    /// The number of the origin of that name, if it has one.
    static Optional<Integer> id(Connection connection, Origin origin) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM origin WHERE name = ?")) {
            select.setString(1, origin.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    /// @throws NotAsSigned if there is a row that is no checkpoint of its size and root
    Optional<Stored> newest() throws SQLException, NotAsSigned {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setInt(1, origin);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(stored(row)) : Optional.empty();
            }
        }
    }

    private static Stored stored(ResultSet row) throws SQLException, NotAsSigned {
        long size = row.getLong(1);
        try {
            SignedNote note = SignedNote.parse(row.getString(4)).orThrow();
            Checkpoint head = Checkpoint.parse(note.text()).orThrow();
            if (head.size() != size || !Arrays.equals(head.root().bytes(), row.getBytes(2))) {
                throw new NotAsSigned("the stored checkpoint of size " + size + " was altered");
            }
            return new Stored(size, head.root(), row.getTimestamp(3).toInstant(), note);
        } catch (IllegalArgumentException e) {
            throw new NotAsSigned(
                    "the stored checkpoint of size " + size + " is none: " + e.getMessage());
        }
    }

    /// Stores a checkpoint, unless its size has one already.
    ///
    /// @throws NotAsSigned if that one has another root
    void add(Checkpoint head, SignedNote note, Instant at) throws SQLException, NotAsSigned {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setInt(1, origin);
            insert.setLong(2, head.size());
            insert.setBytes(3, head.root().bytes());
            insert.setTimestamp(4, Timestamp.from(at));
            insert.setString(5, note.format());
            if (insert.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT root FROM checkpoint WHERE origin = ? AND size = ?")) {
            select.setInt(1, origin);
            select.setLong(2, head.size());
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && !Arrays.equals(row.getBytes(1), head.root().bytes())) {
                    throw new NotAsSigned("size " + head.size() + " was signed with another root");
                }
            }
        }
    }

    /// The public keys, the newest first.
    List<VerifierKey> keys() throws SQLException {
        List<VerifierKey> keys = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT vkey FROM verifier_key WHERE origin = ? ORDER BY at DESC")) {
            select.setInt(1, origin);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(VerifierKey.parse(row.getString(1)).orThrow());
                }
            }
        }
        return keys;
    }

    /// Stores a key as the newest, whatever the clocks of those before it said.
    void add(VerifierKey key, Instant at) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO verifier_key (origin, vkey, at) SELECT ?, ?, greatest(?,
                            (SELECT max(at) + interval '1 microsecond' FROM verifier_key
                            WHERE origin = ?))
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setInt(1, origin);
            insert.setString(2, key.text());
            insert.setTimestamp(3, Timestamp.from(at));
            insert.setInt(4, origin);
            insert.executeUpdate();
        }
    }

    /// Signature lines of witnesses below the checkpoint of that size.
    List<NoteSignature> cosignatures(long size) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (PreparedStatement select = connection.prepareStatement(COSIGNATURES)) {
            select.setInt(1, origin);
            select.setLong(2, size);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.append(row.getString(1));
                }
            }
        }
        return lines.isEmpty() ? List.of() : SignedNote.parseLines(lines.toString()).orThrow();
    }

    void add(long size, NoteSignature cosignature, Instant at) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO cosignature (origin, size, at, witness, line)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)) {
            insert.setInt(1, origin);
            insert.setLong(2, size);
            insert.setTimestamp(3, Timestamp.from(at));
            insert.setString(4, cosignature.name());
            insert.setString(5, cosignature.line());
            insert.executeUpdate();
        }
    }

    /// The largest size that a witness has signed; 0 if none.
    long cosigned(String witness) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT coalesce(max(size), 0) FROM cosignature
                        WHERE origin = ? AND witness = ?
                        """)) {
            select.setInt(1, origin);
            select.setString(2, witness);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
