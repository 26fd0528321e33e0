package io.quorate.host.store.reputation;

import io.quorate.core.detection.Drift;
import io.quorate.core.detection.Pairs;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Habits;
import io.quorate.engine.reputation.ReputationStore.Memory;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What is observed in one pool, read and written on one connection within its transaction, which
/// holds the lock on the pool's row: watches depend on an order and are replaced, not added to.
record Observations(Connection connection, PoolId pool) {

    void add(Habits.Observed observed, int comparedMax) throws SQLException {
        if (observed.isNothing()) {
            return;
        }
        Habits before = habits();
        Habits after = before.after(observed, comparedMax);
        if (!after.pairs().equals(before.pairs())) {
            write(after.pairs());
        }
        try (PreparedStatement write =
                connection.prepareStatement(
                        """
                        INSERT INTO reputation_drift (pool, agent, nats, errors, votes)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (pool, agent) DO UPDATE SET nats = excluded.nats,
                            errors = excluded.errors, votes = excluded.votes
                        """)) {
            // Each once: the driver may make one statement of them, which may not meet a row twice.
            Set<AgentId> watched = new TreeSet<>();
            observed.steps().forEach(step -> watched.add(step.agent()));
            for (AgentId agent : watched) {
                Drift drift = after.drifts().getOrDefault(agent, Drift.NONE);
                write.setString(1, pool.value());
                write.setString(2, agent.value());
                write.setArray(3, reals(drift, Drift.Sum::sum));
                write.setArray(4, reals(drift, Drift.Sum::errors));
                write.setArray(
                        5,
                        connection.createArrayOf(
                                "bigint", sums(drift).map(Drift.Sum::votes).toArray()));
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    private void write(Pairs.Counts pairs) throws SQLException {
        try (PreparedStatement write =
                connection.prepareStatement(
                        "UPDATE reputation_pool SET compared = ?, pairs = ? WHERE pool = ?")) {
            write.setArray(
                    1,
                    connection.createArrayOf(
                            "text", pairs.agents().stream().map(AgentId::value).toArray()));
            write.setArray(2, connection.createArrayOf("bigint", pairs.numbers().toArray()));
            write.setString(3, pool.value());
            write.executeUpdate();
        }
    }

    Habits habits() throws SQLException {
        return new Habits(pairs(), drifts());
    }

    private Pairs.Counts pairs() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT compared, pairs FROM reputation_pool WHERE pool = ?")) {
            select.setString(1, pool.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Pairs.Counts(
                                Arrays.stream((String[]) row.getArray(1).getArray())
                                        .map(AgentId::new)
                                        .toList(),
                                Arrays.asList((Long[]) row.getArray(2).getArray()))
                        : Pairs.Counts.NONE;
            }
        }
    }

    private SortedMap<AgentId, Drift> drifts() throws SQLException {
        SortedMap<AgentId, Drift> drifts = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT agent, nats, errors, votes FROM reputation_drift WHERE pool = ?")) {
            select.setString(1, pool.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Double[] nats = (Double[]) row.getArray(2).getArray();
                    Double[] errors = (Double[]) row.getArray(3).getArray();
                    Long[] votes = (Long[]) row.getArray(4).getArray();
                    drifts.put(
                            new AgentId(row.getString(1)),
                            new Drift(
                                    new Drift.Sum(nats[0], errors[0], votes[0]),
                                    new Drift.Sum(nats[1], errors[1], votes[1]),
                                    new Drift.Sum(nats[2], errors[2], votes[2])));
                }
            }
        }
        return drifts;
    }

    private static Stream<Drift.Sum> sums(Drift drift) {
        return Stream.of(drift.all(), drift.first(), drift.second());
    }

    private Array reals(Drift drift, ToDoubleFunction<Drift.Sum> part) throws SQLException {
        return connection.createArrayOf(
                "float8", sums(drift).map(sum -> part.applyAsDouble(sum)).toArray());
    }

    /// Keeps these and forgets those that are too long ago. Answers with how many there ever were.
    Memory remember(List<Episode> episodes) throws SQLException {
        if (episodes.isEmpty()) {
            return Memory.NONE;
        }
        try (PreparedStatement count =
                        connection.prepareStatement(
                                """
                                UPDATE reputation_pool SET episodes = episodes + ?
                                WHERE pool = ? RETURNING episodes
                                """);
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO reputation_episode (pool, upto, episodes)
                                VALUES (?, ?, ?)
                                """);
                PreparedStatement forget =
                        connection.prepareStatement(
                                "DELETE FROM reputation_episode WHERE pool = ? AND upto <= ?")) {
            count.setInt(1, episodes.size());
            count.setString(2, pool.value());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                long upto = row.getLong(1);
                insert.setString(1, pool.value());
                insert.setLong(2, upto);
                insert.setBytes(3, Episodes.bytes(episodes));
                insert.executeUpdate();
                forget.setString(1, pool.value());
                forget.setLong(2, upto - Episode.LATEST);
                forget.executeUpdate();
                return new Memory(episodes, upto);
            }
        }
    }

    /// The episodes after so many of all that ever were.
    ///
    /// @param own what was kept in this very transaction and need not be read again
    Memory memory(long remembered, Memory own) throws SQLException {
        List<Episode> episodes = new ArrayList<>();
        long total = remembered;
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT upto, episodes FROM reputation_episode
                        WHERE pool = ? AND upto > ? ORDER BY upto
                        """)) {
            select.setString(1, pool.value());
            select.setLong(2, remembered);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    total = row.getLong(1);
                    episodes.addAll(
                            total == own.total()
                                    ? own.episodes()
                                    : Episodes.episodes(row.getBytes(2)));
                }
            }
        }
        int most = Math.max(0, episodes.size() - Episode.LATEST);
        return new Memory(episodes.subList(most, episodes.size()), total);
    }
}
