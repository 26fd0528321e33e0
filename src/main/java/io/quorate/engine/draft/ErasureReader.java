package io.quorate.engine.draft;

import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.keeping.Erasure;
import java.util.Optional;

/// The one reader of orders to erase.
public final class ErasureReader {
    private ErasureReader() {}

    /// Reads an order; an empty text stands for one that was left out.
    public static Reading<Erasure> read(
            Optional<String> decision, Optional<String> subject, String operator, String reason) {
        Violations violations = new Violations();
        if (decision.isPresent() == subject.isPresent()) {
            violations.add("decision_id", "must be given, or subject, and not both");
        }
        decision.ifPresent(id -> violations.id("decision_id", id));
        subject.ifPresent(person -> violations.requiredText("subject", person, Bounds.SUBJECT));
        violations.id("operator", operator);
        violations.requiredText("reason", reason, Bounds.REASONING);
        return violations
                .refusal()
                .<Reading<Erasure>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(erasure(decision, subject, operator, reason)));
    }

    private static Erasure erasure(
            Optional<String> decision, Optional<String> subject, String operator, String reason) {
        Erasure.Target target =
                decision.<Erasure.Target>map(id -> new Erasure.OfDecision(new DecisionId(id)))
                        .orElseGet(() -> new Erasure.OfSubject(subject.orElseThrow()));
        return new Erasure(target, operator, reason);
    }
}
