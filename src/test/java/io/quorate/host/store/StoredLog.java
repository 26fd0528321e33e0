package io.quorate.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.TreeEdge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/// The log of one origin as it lies in the database.
record StoredLog(List<byte[]> leaves, int origin, DataSource source) {

    static StoredLog of(DataSource source, String origin) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        int id = 0;
        try (Connection connection = source.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                """
                                SELECT record.log_index, record.leaf, origin.id
                                FROM record JOIN origin ON origin.id = record.origin
                                WHERE origin.name = ? ORDER BY log_index
                                """)) {
            select.setString(1, origin);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    assertEquals(leaves.size(), row.getLong(1), "the next index");
                    leaves.add(row.getBytes(2));
                    id = row.getInt(3);
                }
            }
        }
        return new StoredLog(leaves, id, source);
    }

    List<Fields> records() {
        return leaves.stream().map(leaf -> Fields.of(JsonReader.read(leaf))).toList();
    }

    List<Fields> records(String kind) {
        return records().stream().filter(record -> record.text("kind").equals(kind)).toList();
    }

    List<String> kinds() {
        return records().stream().map(record -> record.text("kind")).toList();
    }

    /// Every number from 1 to the last one stands in exactly one record.
    void assertEveryNumberIsNamedOnce() {
        TreeMap<Long, String> named = new TreeMap<>();
        for (Fields record : records()) {
            String kind = record.text("kind");
            if (kind.equals("lost")) {
                for (Fields range : record.objects("ranges")) {
                    for (long n = range.whole("first"); n <= range.whole("last"); n++) {
                        assertEquals(null, named.put(n, kind), "number " + n);
                    }
                }
            } else {
                record.wholeIfPresent("sequence_number")
                        .ifPresent(n -> assertEquals(null, named.put(n, kind), "number " + n));
            }
        }
        assertTrue(!named.isEmpty());
        assertEquals(1, named.firstKey());
        assertEquals(named.size(), named.lastKey(), "no number is missing");
    }

    /// The tree that is found again from tiles and leaf hashes is the tree of these leaves.
    void assertTreeIsThatOfTheLeaves() throws SQLException {
        TreeEdge grown = TreeEdge.empty();
        leaves.forEach(leaf -> grown.append(Leaf.of(leaf).hashBytes(), _ -> {}));
        try (Connection connection = source.getConnection()) {
            TreeEdge found = new TileStore(connection, origin).edge(leaves.size());
            assertEquals(grown.root(), found.root());
        }
    }

    /// How many transactions the log was written in.
    long transactions() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(DISTINCT xmin::text) FROM record WHERE origin = "
                                        + origin)) {
            row.next();
            return row.getLong(1);
        }
    }
}
