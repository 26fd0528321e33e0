package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.tree.ProofMaker;
import io.quorate.core.audit.tree.TileReader;
import io.quorate.core.protocol.Digest;
import io.quorate.host.store.TileStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Roots and proofs of a log as its tiles lie in the database.
final class StoredTree {
    private static final int HASH_BYTES = 32;

    private final TileStore store;
    private final Map<TileName, byte[]> read = new HashMap<>();

    private record TileName(int level, long index, int width) {}

    StoredTree(Connection connection, int origin) {
        store = new TileStore(connection, origin);
    }

    /// Asks for a root or a proof.
    @FunctionalInterface
    private interface Question<T> {
        T ask(ProofMaker maker);
    }

    Digest root(long size) throws SQLException, NotAsSigned {
        return ask(size, ProofMaker::root);
    }

    List<Digest> inclusion(long index, long size) throws SQLException, NotAsSigned {
        return ask(size, maker -> maker.inclusion(index));
    }

    List<Digest> consistency(long older, long size) throws SQLException, NotAsSigned {
        return ask(size, maker -> maker.consistency(older));
    }

    private <T> T ask(long size, Question<T> question) throws SQLException, NotAsSigned {
        try {
            return question.ask(new ProofMaker(tiles(), size));
        } catch (Unread e) {
            switch (e.why) {
                case SQLException failure -> throw failure;
                case NotAsSigned hole -> throw hole;
                default -> throw e;
            }
        }
    }

    private TileReader tiles() {
        return (level, index, width) ->
                read.computeIfAbsent(new TileName(level, index, width), this::read);
    }

    private byte[] read(TileName name) {
        try {
            byte[] hashes = store.read(name.level, name.index, name.width);
            if (hashes.length != name.width * HASH_BYTES) {
                throw new NotAsSigned(
                        "tile %d of level %d is not there".formatted(name.index, name.level));
            }
            return hashes;
        } catch (SQLException | NotAsSigned e) {
            throw new Unread(e);
        }
    }

    /// Carries what went wrong out of the proof maker, which knows of no failures.
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exception why;

        Unread(Exception why) {
            super(why);
            this.why = why;
        }
    }
}
