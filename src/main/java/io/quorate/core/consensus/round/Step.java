package io.quorate.core.consensus.round;

import java.util.List;

/// A round after an event, and what is to be done about it, in this order.
public record Step(Round round, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
