package io.quorate.host.store.trail;

import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.Slice;

/// The statement that finds records beside the decisions, in order.
///
/// Of several kinds, the first places of each are found by its own index and then put in order: an
/// index has the order of a page for one kind only.
final class RecordSearch {
    private static final String JOINS =
            """
            LEFT JOIN detail USING (at, origin, log_index)
            JOIN origin o ON o.id = r.origin
            """;

    private RecordSearch() {}

    static Sql of(RecordQuery query, Slice slice, String columns) {
        Sql span = DecisionSearch.span("r", query.range(), slice.after(), query.order());
        String ordered = DecisionSearch.ordered("r", query.order());
        Sql sql = new Sql().add("SELECT " + columns);
        if (query.kinds().isEmpty()) {
            // In the words of the index that leaves the others out.
            sql.add("FROM record r " + JOINS)
                    .add("WHERE r.kind NOT IN ('decision', 'duplicate', 'refused', 'lost',")
                    .add("'collected', 'canary') AND")
                    .add(span);
        } else {
            sql.add(
                    "FROM unnest(string_to_array(?, ',')) AS asked(kind) CROSS JOIN LATERAL (",
                    kinds(query));
            sql.add("SELECT * FROM record r WHERE r.kind = asked.kind");
            sql.add("AND r.kind <> 'decision' AND").add(span);
            sql.add(ordered).add("LIMIT ?) r " + JOINS, slice.rowsMax());
        }
        return sql.add(ordered).add("LIMIT ?", slice.rowsMax());
    }

    private static String kinds(RecordQuery query) {
        return String.join(",", query.kinds());
    }
}
