package io.quorate.engine.draft;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.keeping.Hold;
import java.time.Instant;
import java.util.Optional;

/// The one reader of orders to place and to lift holds; an empty text stands for one that was left
/// out.
public final class HoldReader {
    private final Violations violations = new Violations();

    private HoldReader() {}

    /// What is to be held: a decision, or a span of time.
    ///
    /// @param to left out for everything from the first moment on
    public record Draft(
            String id,
            String decision,
            Field<Instant> from,
            Field<Instant> to,
            String operator,
            String reason) {}

    public static Reading<Hold.Placing> placing(Draft draft) {
        HoldReader reader = new HoldReader();
        reader.order(draft.id(), draft.operator(), draft.reason());
        Optional<Hold.Target> target = reader.target(draft);
        return reader.violations
                .refusal()
                .<Reading<Hold.Placing>>map(Reading.Refused::new)
                .orElseGet(() ->
                        new Reading.Read<>(
                                new Hold.Placing(
                                        new HoldId(draft.id()),
                                        target.orElseThrow(),
                                        draft.operator(),
                                        draft.reason())));
    }

    public static Reading<Hold.Lifting> lifting(String id, String operator, String reason) {
        HoldReader reader = new HoldReader();
        reader.order(id, operator, reason);
        return reader.violations
                .refusal()
                .<Reading<Hold.Lifting>>map(Reading.Refused::new)
                .orElseGet(() ->
                        new Reading.Read<>(new Hold.Lifting(new HoldId(id), operator, reason)));
    }

    private void order(String id, String operator, String reason) {
        violations.id("hold_id", id);
        violations.id("operator", operator);
        violations.requiredText("reason", reason, Bounds.REASONING);
    }

    private Optional<Hold.Target> target(Draft draft) {
        Optional<Instant> from = moment("from", draft.from());
        Optional<Instant> to = moment("to", draft.to());
        boolean ofSpan =
                !(draft.from() instanceof Field.Absent<Instant>)
                        || !(draft.to() instanceof Field.Absent<Instant>);
        if (draft.decision().isEmpty() != ofSpan) {
            violations.add("decision_id", "must be given, or a span of time, and not both");
            return Optional.empty();
        }
        if (!ofSpan) {
            violations.id("decision_id", draft.decision());
            return violations.refusal().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Hold.OfDecision(new DecisionId(draft.decision())));
        }
        if (draft.from() instanceof Field.Absent<Instant>) {
            violations.add("from", "is required where a span of time is held");
        }
        if (from.isEmpty()) {
            return Optional.empty();
        }
        if (to.isPresent() && !from.get().isBefore(to.get())) {
            violations.add("to", "must lie after from");
        }
        return Optional.of(new Hold.OfSpan(from.get(), to));
    }

    private Optional<Instant> moment(String name, Field<Instant> field) {
        if (field instanceof Field.Unreadable<Instant>(String problem)) {
            violations.add(name, problem);
        }
        return DraftReader.present(field);
    }
}
