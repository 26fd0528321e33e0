package io.quorate.host.store.reputation;

import io.quorate.core.consensus.SeatPlan;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.reputation.Calibration;
import io.quorate.core.reputation.Climate;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.TrackRecord;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Enrolment;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.reputation.Registration;
import io.quorate.engine.reputation.ReputationStore.Interest;
import io.quorate.engine.reputation.ReputationStore.Memory;
import io.quorate.engine.reputation.ReputationStore.PoolState;
import io.quorate.engine.reputation.ReputationStore.Sighted;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of one pool, read and written on one connection within its transaction.
record Pools(Connection connection, PoolId pool) {
    private static final String ADD_AGENT = addAgent();
    private static final String ADD_POOL =
            "UPDATE reputation_pool SET "
                    + String.join(", ", Sums.OF_POOL.stream().map(Pools::plus).toList())
                    + ", calibration = sums(calibration, ?) WHERE pool = ?";
    private static final String OF_POOL = String.join(", ", Sums.OF_POOL);
    private static final String OF_AGENT = String.join(", ", Sums.OF_AGENT);

    private static String plus(String column) {
        return column + " = " + column + " + ?";
    }

    private static String addAgent() {
        List<String> places = Sums.OF_AGENT.stream().map(_ -> "?").toList();
        List<String> sums =
                Sums.OF_AGENT.stream()
                        .map(column -> column + " = reputation." + column + " + excluded." + column)
                        .toList();
        return "INSERT INTO reputation (pool, agent, "
                + String.join(", ", Sums.OF_AGENT)
                + ") VALUES (?, ?, "
                + String.join(", ", places)
                + ") ON CONFLICT (pool, agent) DO UPDATE SET "
                + String.join(", ", sums);
    }

    /// Locks the pool's row, made if it is missing, until the transaction ends.
    void lock() throws SQLException {
        try (PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO reputation_pool (pool, calibration) VALUES (?, ?)
                                ON CONFLICT DO NOTHING
                                """);
                PreparedStatement lock =
                        connection.prepareStatement(
                                "SELECT 1 FROM reputation_pool WHERE pool = ? FOR UPDATE")) {
            insert.setString(1, pool.value());
            insert.setArray(2, longs(Calibration.NONE.logLikelihood()));
            insert.executeUpdate();
            lock.setString(1, pool.value());
            lock.execute();
        }
    }

    void add(Knowledge knowledge) throws SQLException {
        if (!knowledge.climate().equals(Climate.NONE)) {
            try (PreparedStatement add = connection.prepareStatement(ADD_POOL)) {
                int next = set(add, 1, Sums.of(knowledge.climate()));
                add.setArray(next, longs(knowledge.climate().calibration().logLikelihood()));
                add.setString(next + 1, pool.value());
                add.executeUpdate();
            }
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_AGENT)) {
            for (var agent : knowledge.agents().entrySet()) {
                add.setString(1, pool.value());
                add.setString(2, agent.getKey().value());
                set(add, 3, Sums.of(agent.getValue()));
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /// Whether a sidecar's batch of this number is new; it is not any more afterwards.
    boolean isNew(String writer, long number) throws SQLException {
        try (PreparedStatement claim =
                connection.prepareStatement(
                        """
                        INSERT INTO reputation_batch (writer, pool, number) VALUES (?, ?, ?)
                        ON CONFLICT (writer, pool) DO UPDATE
                        SET number = excluded.number, at = now()
                        WHERE reputation_batch.number < excluded.number
                        """)) {
            claim.setString(1, writer);
            claim.setString(2, pool.value());
            claim.setLong(3, number);
            return claim.executeUpdate() == 1;
        }
    }

    void add(List<Sighted> incidents) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO incident (pool, agent, kind, at, evidence)
                        VALUES (?, ?, ?, ?, ?)
                        """)) {
            for (Sighted sighted : incidents) {
                insert.setString(1, pool.value());
                insert.setString(2, sighted.agent().value());
                insert.setString(3, sighted.incident().kind().name());
                insert.setObject(4, time(sighted.incident().at()));
                insert.setString(5, sighted.incident().evidence());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Replaces the roll if its generation is still this one.
    boolean replace(long generation, Optional<Roll> roll) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE reputation_pool SET generation = generation + 1, opened = ?,
                            declared = ?, seats_max = ?, seats = ?, standbys = ?
                        WHERE pool = ? AND generation = ?
                        """)) {
            update.setObject(1, roll.map(open -> time(open.opened())).orElse(null));
            update.setArray(2, texts(roll.map(Roll::declared).orElse(List.of())));
            update.setInt(3, roll.map(Roll::seatsMax).orElse(0));
            update.setArray(4, texts(roll.map(open -> open.plan().seats()).orElse(List.of())));
            update.setArray(5, texts(roll.map(open -> open.plan().standbys()).orElse(List.of())));
            update.setString(6, pool.value());
            update.setLong(7, generation);
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        if (roll.isPresent()) {
            write(roll.get().members());
        }
        return true;
    }

    private void write(SortedMap<AgentId, Enrolment> members) throws SQLException {
        try (PreparedStatement write =
                connection.prepareStatement(
                        """
                        INSERT INTO reputation_member (pool, agent, seniority, standing, strikes,
                            since, until, labelled_before)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (pool, agent) DO UPDATE SET seniority = excluded.seniority,
                            standing = excluded.standing, strikes = excluded.strikes,
                            since = excluded.since, until = excluded.until,
                            labelled_before = excluded.labelled_before
                        """)) {
            for (var member : members.entrySet()) {
                Discipline discipline = member.getValue().discipline();
                write.setString(1, pool.value());
                write.setString(2, member.getKey().value());
                write.setString(3, member.getValue().seniority().name());
                write.setString(4, discipline.standing().name());
                write.setInt(5, discipline.strikes());
                write.setObject(6, time(discipline.since()));
                write.setObject(7, discipline.until().map(Pools::time).orElse(null));
                write.setLong(8, discipline.labelledBefore());
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    void register(List<Registration> registrations) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO registration (pool, agent, fault_domain, specialization, at)
                        VALUES (?, ?, ?, ?, ?)
                        """)) {
            for (Registration each : registrations) {
                insert.setString(1, pool.value());
                insert.setString(2, each.agent().value());
                insert.setString(3, each.domain().value());
                insert.setString(4, each.specialization().orElse(null));
                insert.setObject(5, time(each.at()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Everything that is known of the pool; its own episodes were kept in this very transaction.
    PoolState read(Interest interest, Memory own) throws SQLException {
        Observations observations = new Observations(connection, pool);
        SortedMap<AgentId, Enrolment> members = members();
        SortedMap<AgentId, TrackRecord> records = records();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT generation, opened, declared, seats_max, seats, standbys,"
                                + " calibration, "
                                + OF_POOL
                                + " FROM reputation_pool WHERE pool = ?")) {
            select.setString(1, pool.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return PoolState.blank(pool);
                }
                Climate climate =
                        Sums.climate(sums(row, 8, Sums.OF_POOL.size()), longs(row.getArray(7)));
                return new PoolState(
                        pool,
                        row.getLong(1),
                        roll(row, members),
                        registrations(),
                        new Knowledge(records, climate),
                        observations.habits(),
                        incidents(interest.incidentsMax()),
                        observations.memory(interest.remembered(), own));
            }
        }
    }

    private static Optional<Roll> roll(ResultSet row, SortedMap<AgentId, Enrolment> members)
            throws SQLException {
        Instant opened = instant(row, 2);
        return opened == null
                ? Optional.empty()
                : Optional.of(
                        new Roll(
                                opened,
                                agents(row.getArray(3)),
                                row.getInt(4),
                                new SeatPlan(agents(row.getArray(5)), agents(row.getArray(6))),
                                members));
    }

    private SortedMap<AgentId, Enrolment> members() throws SQLException {
        SortedMap<AgentId, Enrolment> members = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT agent, seniority, standing, strikes, since, until, labelled_before
                        FROM reputation_member WHERE pool = ?
                        """)) {
            select.setString(1, pool.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    members.put(
                            new AgentId(row.getString(1)),
                            new Enrolment(
                                    Seniority.valueOf(row.getString(2)),
                                    new Discipline(
                                            Standing.valueOf(row.getString(3)),
                                            row.getInt(4),
                                            Objects.requireNonNull(instant(row, 5)),
                                            Optional.ofNullable(instant(row, 6)),
                                            row.getLong(7))));
                }
            }
        }
        return members;
    }

    private SortedMap<AgentId, TrackRecord> records() throws SQLException {
        SortedMap<AgentId, TrackRecord> records = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT agent, " + OF_AGENT + " FROM reputation WHERE pool = ?")) {
            select.setString(1, pool.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    records.put(
                            new AgentId(row.getString(1)),
                            Sums.record(sums(row, 2, Sums.OF_AGENT.size())));
                }
            }
        }
        return records;
    }

    private List<Registration> registrations() throws SQLException {
        List<Registration> registrations = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT agent, fault_domain, specialization, at FROM registration
                        WHERE pool = ? ORDER BY at, agent
                        """)) {
            select.setString(1, pool.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    registrations.add(
                            new Registration(
                                    pool,
                                    new AgentId(row.getString(1)),
                                    new FaultDomain(row.getString(2)),
                                    Optional.ofNullable(row.getString(3)),
                                    Objects.requireNonNull(instant(row, 4))));
                }
            }
        }
        return registrations;
    }

    private List<Sighted> incidents(int most) throws SQLException {
        List<Sighted> incidents = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT agent, kind, at, evidence FROM (
                            SELECT id, agent, kind, at, evidence, row_number() OVER (
                                PARTITION BY agent, kind ORDER BY at DESC, id DESC) AS place
                            FROM incident WHERE pool = ?) AS found
                        WHERE place <= ? ORDER BY at, id
                        """)) {
            select.setString(1, pool.value());
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    incidents.add(
                            new Sighted(
                                    new AgentId(row.getString(1)),
                                    new Incident(
                                            FaultKind.valueOf(row.getString(2)),
                                            Objects.requireNonNull(instant(row, 3)),
                                            row.getString(4))));
                }
            }
        }
        return incidents;
    }

    private static int set(PreparedStatement statement, int from, List<Long> sums)
            throws SQLException {
        int place = from;
        for (long sum : sums) {
            statement.setLong(place++, sum);
        }
        return place;
    }

    private static List<Long> sums(ResultSet row, int from, int count) throws SQLException {
        List<Long> sums = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sums.add(row.getLong(from + i));
        }
        return sums;
    }

    private Array longs(List<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }

    private static List<Long> longs(Array array) throws SQLException {
        return Arrays.asList((Long[]) array.getArray());
    }

    private Array texts(List<AgentId> agents) throws SQLException {
        return connection.createArrayOf(
                "text", agents.stream().map(AgentId::value).toArray(String[]::new));
    }

    private static List<AgentId> agents(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(AgentId::new).toList();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
