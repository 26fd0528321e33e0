package io.quorate.engine.bundle;

import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.engine.trail.DecisionQuery;
import java.util.Optional;

/// An order to hand out what the log says of decisions, without proofs, and why.
///
/// @param operator who gives it
/// @param reason for those who will ask
public record ListingOrder(DecisionQuery query, String operator, String reason) {
    public Handout as(Form form) {
        return new Handout(
                form, query.range(), Optional.empty(), Handout.conditions(query), operator, reason);
    }
}
