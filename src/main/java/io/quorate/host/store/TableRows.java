package io.quorate.host.store;

import io.quorate.core.audit.ContentText;
import io.quorate.engine.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows of one record, by table.
final class TableRows {
    private final Map<LogTable, Rows> rows = new EnumMap<>(LogTable.class);

    Rows of(LogTable table) {
        return rows.computeIfAbsent(table, _ -> new Rows());
    }

    /// The one row of a record's content; none if it has no content.
    void contents(int origin, Instant at, List<Content> contents) {
        if (contents.isEmpty()) {
            return;
        }
        Optional<String> subject =
                contents.stream()
                        .filter(content -> content.slot().equals(ContentText.SUBJECT))
                        .map(content -> new String(content.text(), StandardCharsets.UTF_8))
                        .findFirst();
        of(LogTable.CONTENT)
                .row(LogTable.CONTENT, origin, at)
                .text(subject.orElse(null))
                .textArray(contents.stream().map(Content::slot).toList())
                .bytesArray(contents.stream().map(Content::salt).toList())
                .bytesArray(contents.stream().map(Content::text).toList());
    }

    Map<LogTable, Rows> byTable() {
        return rows;
    }

    long length() {
        return rows.values().stream().mapToLong(Rows::length).sum();
    }
}
