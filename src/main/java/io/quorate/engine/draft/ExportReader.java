package io.quorate.engine.draft;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.bundle.ListingOrder;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.TimeRange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The one reader of orders to hand out part of the log. An empty text stands for one that was left
/// out.
public final class ExportReader {
    private static final int PAGE = 100;

    private final Violations violations = new Violations();

    private ExportReader(String operator, String reason) {
        violations.id("operator", operator);
        violations.requiredText("reason", reason, Bounds.REASONING);
    }

    /// All records of a span of time, or the decisions that have what the draft names besides.
    public static Reading<BundleOrder> bundle(
            QueryDraft draft, String origin, String operator, String reason) {
        ExportReader reader = new ExportReader(operator, reason);
        if (!origin.isEmpty()) {
            reader.violations.text("origin", origin, Bounds.ID);
            if (!draft.filter().equals(QueryDraft.Filter.NONE)) {
                reader.violations.add(
                        "origin", "is for all records; decisions are found in every log");
            }
        }
        return reader.read(
                draft, query -> new BundleOrder(wanted(draft, query, origin), operator, reason));
    }

    /// What is told of decisions, without proofs.
    public static Reading<ListingOrder> listing(QueryDraft draft, String operator, String reason) {
        return new ExportReader(operator, reason)
                .read(draft, query -> new ListingOrder(query, operator, reason));
    }

    /// What bears on an incident: one decision, or a span of time.
    public static Reading<BundleOrder> incident(
            String decision,
            Field<Instant> from,
            Field<Instant> to,
            String operator,
            String reason) {
        ExportReader reader = new ExportReader(operator, reason);
        Optional<BundleOrder.Wanted> wanted = reader.incident(decision, from, to);
        return reader.refusedOr(() -> new BundleOrder(wanted.orElseThrow(), operator, reason));
    }

    private Optional<BundleOrder.Wanted> incident(
            String decision, Field<Instant> from, Field<Instant> to) {
        boolean ofSpan =
                !(from instanceof Field.Absent<Instant>) || !(to instanceof Field.Absent<Instant>);
        if (decision.isEmpty() != ofSpan) {
            violations.add("decision_id", "must be given, or a span of time, and not both");
            return Optional.empty();
        }
        if (!ofSpan) {
            violations.id("decision_id", decision);
            return violations.refusal().isPresent()
                    ? Optional.empty()
                    : Optional.of(new BundleOrder.IncidentOf(new DecisionId(decision)));
        }
        Optional<Instant> begin = moment("from", from);
        Optional<Instant> end = moment("to", to);
        if (begin.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (!begin.get().isBefore(end.get())) {
            violations.add("to", "must lie after from");
            return Optional.empty();
        }
        return Optional.of(new BundleOrder.IncidentDuring(new TimeRange(begin.get(), end.get())));
    }

    private Optional<Instant> moment(String name, Field<Instant> field) {
        switch (field) {
            case Field.Absent<Instant>() ->
                    violations.add(name, "is required: an incident has a beginning and an end");
            case Field.Unreadable<Instant>(String problem) -> violations.add(name, problem);
            case Field.Present<Instant> _ -> {}
        }
        return DraftReader.present(field);
    }

    private static BundleOrder.Wanted wanted(QueryDraft draft, DecisionQuery query, String origin) {
        return draft.filter().equals(QueryDraft.Filter.NONE)
                ? new BundleOrder.Records(
                        query.range(),
                        Optional.of(origin).filter(o -> !o.isEmpty()).map(Origin::new))
                : new BundleOrder.Decisions(query);
    }

    private <T> Reading<T> read(QueryDraft draft, Function<DecisionQuery, T> order) {
        switch (QueryReader.export(draft, PAGE)) {
            case Reading.Read<Asked<DecisionQuery>>(Asked<DecisionQuery> asked) -> {
                return refusedOr(() -> order.apply(asked.query()));
            }
            case Reading.Refused<Asked<DecisionQuery>>(var refusal) -> {
                refusal.violations()
                        .forEach(found -> violations.add(found.field(), found.description()));
                return new Reading.Refused<>(violations.refusal().orElseThrow());
            }
        }
    }

    private <T> Reading<T> refusedOr(Supplier<T> order) {
        return violations
                .refusal()
                .<Reading<T>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(order.get()));
    }
}
