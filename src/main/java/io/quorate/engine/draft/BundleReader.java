package io.quorate.engine.draft;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.Refusal;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import java.util.Optional;

/// The one reader of orders to hand out part of the log.
public final class BundleReader {
    private static final int PAGE = 100;

    private BundleReader() {}

    /// Reads an order; an empty text stands for one that was left out.
    public static Reading<BundleOrder> read(
            QueryDraft query, String origin, String operator, String reason) {
        Violations violations = new Violations();
        violations.id("operator", operator);
        violations.requiredText("reason", reason, Bounds.REASONING);
        if (!origin.isEmpty()) {
            violations.text("origin", origin, Bounds.ID);
            if (!query.filter().equals(QueryDraft.Filter.NONE)) {
                violations.add("origin", "is for all records; decisions are found in every log");
            }
        }
        return switch (QueryReader.export(query, PAGE)) {
            case Reading.Read<Asked<DecisionQuery>>(Asked<DecisionQuery> asked) ->
                    violations
                            .refusal()
                            .<Reading<BundleOrder>>map(Reading.Refused::new)
                            .orElseGet(() ->
                                    new Reading.Read<>(
                                            new BundleOrder(
                                                    wanted(query, asked.query(), origin),
                                                    operator,
                                                    reason)));
            case Reading.Refused<Asked<DecisionQuery>>(Refusal.InvalidFields refusal) -> {
                refusal.violations()
                        .forEach(found -> violations.add(found.field(), found.description()));
                yield new Reading.Refused<>(violations.refusal().orElseThrow());
            }
        };
    }

    private static BundleOrder.Wanted wanted(QueryDraft draft, DecisionQuery query, String origin) {
        return draft.filter().equals(QueryDraft.Filter.NONE)
                ? new BundleOrder.Records(
                        query.range(),
                        Optional.of(origin).filter(o -> !o.isEmpty()).map(Origin::new))
                : new BundleOrder.Decisions(query);
    }
}
