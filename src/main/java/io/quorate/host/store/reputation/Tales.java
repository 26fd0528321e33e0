package io.quorate.host.store.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Content;
import io.quorate.engine.Notice;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Event;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What is told of changes: rows of agents' histories, and notices until the log has them.
record Tales(Connection connection, Origin origin) {

    List<Due> keep(Tale tale) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO agent_event (pool, agent, at, kind, text)
                        VALUES (?, ?, ?, ?, ?)
                        """)) {
            for (Event event : tale.events()) {
                insert.setString(1, event.pool().value());
                insert.setString(2, event.agent().value());
                insert.setObject(3, Pools.time(event.at()));
                insert.setString(4, event.kind());
                insert.setString(5, event.text());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        List<Due> due = new ArrayList<>();
        for (Notice notice : tale.notices()) {
            due.add(new Due(keep(notice), notice));
        }
        return due;
    }

    private long keep(Notice notice) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO notice_due (origin, kind, at, leaf, slot, salt, text)
                        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
                        """)) {
            List<Content> contents = notice.contents();
            insert.setString(1, origin.value());
            insert.setString(2, notice.kind());
            insert.setObject(3, Pools.time(notice.at()));
            insert.setBytes(4, notice.leaf());
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "text", contents.stream().map(Content::slot).toArray(String[]::new)));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", contents.stream().map(Content::salt).toArray(byte[][]::new)));
            insert.setArray(
                    7,
                    connection.createArrayOf(
                            "bytea", contents.stream().map(Content::text).toArray(byte[][]::new)));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    List<Due> due(int most) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT id, kind, at, leaf, slot, salt, text FROM notice_due
                        WHERE origin = ? ORDER BY id LIMIT ?
                        """)) {
            select.setString(1, origin.value());
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(
                            new Due(
                                    row.getLong(1),
                                    new Notice(
                                            row.getString(2),
                                            Objects.requireNonNull(Pools.instant(row, 3)),
                                            row.getBytes(4),
                                            contents(row))));
                }
            }
        }
        return due;
    }

    private static List<Content> contents(ResultSet row) throws SQLException {
        String[] slots = (String[]) row.getArray(5).getArray();
        byte[][] salts = (byte[][]) row.getArray(6).getArray();
        byte[][] texts = (byte[][]) row.getArray(7).getArray();
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            contents.add(new Content(slots[i], salts[i], texts[i]));
        }
        return contents;
    }

    int settle(List<Long> notices) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM notice_due WHERE id = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", notices.toArray()));
            return delete.executeUpdate();
        }
    }

    List<Event> history(PoolId pool, AgentId agent, int most) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT at, kind, text FROM agent_event
                        WHERE pool = ? AND agent = ? ORDER BY id DESC LIMIT ?
                        """)) {
            select.setString(1, pool.value());
            select.setString(2, agent.value());
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(
                            new Event(
                                    pool,
                                    agent,
                                    Objects.requireNonNull(Pools.instant(row, 1)),
                                    row.getString(2),
                                    row.getString(3)));
                }
            }
        }
        return events;
    }
}
