package io.quorate.host.store;

import io.quorate.core.protocol.Digest;
import io.quorate.engine.policy.PolicyArchive.Kept;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts of policies that are not stored yet. They go with the next batch, in its transaction,
/// so that no record is ever stored before the policy that it names.
final class PolicyTexts {
    private static final String INSERT =
            "INSERT INTO policy (digest, at, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private final Map<Digest, Kept> waiting = new HashMap<>();

    synchronized void keep(Kept policy) {
        waiting.putIfAbsent(policy.digest(), policy);
    }

    /// In the order in which every transaction inserts them, so that no two sidecars wait for each
    /// other in a circle.
    synchronized List<Kept> waiting() {
        return waiting.values().stream()
                .sorted(Comparator.comparing(policy -> policy.digest().hex()))
                .toList();
    }

    synchronized void stored(List<Kept> policies) {
        policies.forEach(policy -> waiting.remove(policy.digest()));
    }

    static void insert(Connection connection, List<Kept> policies) throws SQLException {
        if (policies.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Kept policy : policies) {
                insert.setBytes(1, policy.digest().bytes());
                insert.setTimestamp(2, Timestamp.from(policy.at()));
                insert.setString(3, policy.text());
                insert.executeUpdate();
            }
        }
    }
}
