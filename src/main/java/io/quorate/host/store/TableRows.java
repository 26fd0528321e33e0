package io.quorate.host.store;

import java.util.EnumMap;
import java.util.Map;

/// Rows of one record, by table.
final class TableRows {
    private final Map<LogTable, Rows> rows = new EnumMap<>(LogTable.class);

    Rows of(LogTable table) {
        return rows.computeIfAbsent(table, _ -> new Rows());
    }

    Map<LogTable, Rows> byTable() {
        return rows;
    }

    long length() {
        return rows.values().stream().mapToLong(Rows::length).sum();
    }
}
