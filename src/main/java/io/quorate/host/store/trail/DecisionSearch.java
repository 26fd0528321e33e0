package io.quorate.host.store.trail;

import static java.util.stream.Collectors.joining;

import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Place;
import io.quorate.engine.trail.Slice;
import io.quorate.engine.trail.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statement that finds the places of decisions in order.
///
/// The condition that is expected to leave the fewest is walked along its index, which has the
/// order of the page; the others are looked up for each place that it gives, by indexes that begin
/// with what is looked for and end with the place.
final class DecisionSearch {
    private final DecisionQuery query;
    private final Slice slice;

    private DecisionSearch(DecisionQuery query, Slice slice) {
        this.query = query;
        this.slice = slice;
    }

    /// A condition on `decision` or a table beside it, which has no more than one row of each place
    /// for it, or else is asked for distinct places.
    private record Beside(String table, String condition, List<Object> values) {}

    /// `columns` of the decisions found, as `d`, and of the tables in `joins`, in order.
    static Sql of(DecisionQuery query, Slice slice, String columns, String joins) {
        DecisionSearch search = new DecisionSearch(query, slice);
        List<Beside> beside = search.beside();
        Sql sql = new Sql().add("SELECT " + columns);
        if (beside.isEmpty()) {
            sql.add("FROM decision d " + joins).add("WHERE").add(search.span("d"));
        } else {
            sql.add("FROM (").add(search.walk(beside.getFirst())).add(") walked");
            sql.add("JOIN decision d USING (at, origin, log_index) " + joins).add("WHERE true");
        }
        for (Column own : search.own()) {
            sql.add("AND d." + own.name() + " = ?", own.value());
        }
        for (Beside other : beside.stream().skip(1).toList()) {
            sql.add("AND EXISTS (SELECT FROM " + other.table() + " b");
            sql.add("WHERE (b.at, b.origin, b.log_index) = (d.at, d.origin, d.log_index)");
            sql.add("AND " + other.condition() + ")", other.values().toArray());
        }
        String place = beside.isEmpty() ? "d" : "walked";
        return sql.add(search.ordered(place)).add("LIMIT ?", slice.rowsMax());
    }

    /// What a range of time and the page before leave, of a table called `alias`.
    static Sql span(String alias, TimeRange range, Optional<Place> after, Order order) {
        boolean forwards = order == Order.OLDEST_FIRST;
        Sql sql = new Sql();
        // Bounds of the time alone let whole months be left out; a bound of the place does not.
        sql.add(
                "%1$s.at >= ? AND %1$s.at < ?".formatted(alias),
                after.filter(_ -> forwards).map(Place::at).orElse(range.from()),
                range.to());
        if (after.isPresent()) {
            Place place = after.get();
            if (!forwards) {
                sql.add("AND %s.at <= ?".formatted(alias), place.at());
            }
            sql.add(
                    "AND (%1$s.at, %1$s.origin, %1$s.log_index) %2$s (?, ?, ?)"
                            .formatted(alias, forwards ? ">" : "<"),
                    place.at(),
                    place.origin(),
                    place.logIndex());
        }
        return sql;
    }

    static String ordered(String alias, Order order) {
        String direction = order == Order.OLDEST_FIRST ? "ASC" : "DESC";
        return "ORDER BY %1$s.at %2$s, %1$s.origin %2$s, %1$s.log_index %2$s"
                .formatted(alias, direction);
    }

    private Sql span(String alias) {
        return span(alias, query.range(), slice.after(), query.order());
    }

    private String ordered(String alias) {
        return ordered(alias, query.order());
    }

    /// The rarest first: one person, a fault, one agent among several, one pool among few.
    private List<Beside> beside() {
        List<Beside> all = new ArrayList<>();
        query.subject().ifPresent(s -> all.add(new Beside("content", "b.subject = ?", List.of(s))));
        if (query.fault().isPresent()) {
            all.add(within("fault", "b.kind = ?", List.of(query.fault().get().name())));
        } else if (query.agent().isPresent()) {
            all.add(decided("vote"));
        } else if (query.pool().isPresent()) {
            all.add(decided("pool_outcome"));
        }
        List<Column> own = own();
        if (all.isEmpty() && !own.isEmpty()) {
            all.add(walked(own));
        }
        return all;
    }

    /// Rows of a table that has the rare verdicts of decisions.
    private Beside decided(String table) {
        return query.verdict()
                .filter(verdict -> verdict != Verdict.ACCEPTED)
                .map(verdict -> within(table, "b.unaccepted = ?", List.of(verdict.name())))
                .orElseGet(() -> within(table, "true", List.of()));
    }

    /// Rows of a table that name pool and agent, where these are asked for.
    private Beside within(String table, String condition, List<Object> values) {
        StringBuilder conditions = new StringBuilder(condition);
        List<Object> all = new ArrayList<>(values);
        query.agent()
                .ifPresent(agent -> {
                    conditions.append(" AND b.agent = ?");
                    all.add(agent.value());
                });
        query.pool()
                .ifPresent(pool -> {
                    conditions.append(" AND b.pool = ?");
                    all.add(pool.value());
                });
        return new Beside(table, conditions.toString(), all);
    }

    private Sql walk(Beside first) {
        return new Sql()
                .add("SELECT DISTINCT b.at, b.origin, b.log_index FROM " + first.table() + " b")
                .add("WHERE " + first.condition() + " AND", first.values().toArray())
                .add(span("b"))
                .add(ordered("b"));
    }

    private record Column(String name, Object value) {}

    /// What `decision` itself has a column for.
    private List<Column> own() {
        List<Column> own = new ArrayList<>();
        query.service().ifPresent(service -> own.add(new Column("service", service)));
        query.verdict().ifPresent(verdict -> own.add(new Column("verdict", verdict.name())));
        query.policy().ifPresent(policy -> own.add(new Column("policy_digest", policy.bytes())));
        return own;
    }

    /// Walked apart from the page, or the planner would look for them in the order of time, as if
    /// they were spread evenly over it: a policy of last year would be looked for in all of this
    /// year.
    private static Beside walked(List<Column> own) {
        return new Beside(
                "decision",
                own.stream().map(column -> "b." + column.name() + " = ?").collect(joining(" AND ")),
                own.stream().map(Column::value).toList());
    }
}
