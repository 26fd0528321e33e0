package io.quorate.host.store;

import java.util.Locale;

/// A table that an append writes to, in the order in which every transaction does.
enum LogTable {
    CONTENT("subject, slot, salt, text"),
    DECISION(
            "decision_id, service, request_id, verdict, choice, reason, risk_tag, policy_digest,"
                    + " durability"),
    DETAIL("body"),
    FAULT("pool, round, kind, agent"),
    POOL_OUTCOME(
            "pool, required, verdict, choice, reason, leaning, confidence, agreement,"
                    + " unaccepted"),
    RECORD("kind, sequence, leaf, leaf_hash"),
    VOTE("pool, round, agent, reception, weight, choice, confidence, score, unaccepted");

    private final int columns;
    private final String copy;

    LogTable(String columns) {
        this.columns = columns.split(",").length;
        this.copy =
                "COPY %s (origin, log_index, at, %s) FROM STDIN (FORMAT binary)"
                        .formatted(name().toLowerCase(Locale.ROOT), columns);
    }

    /// The columns of its own, besides origin, log_index and at.
    int columns() {
        return columns;
    }

    String copy() {
        return copy;
    }
}
