package io.quorate.core.protocol;

import java.util.List;

/// What the seats of a round add up to.
///
/// @param choices those with at least one vote: most heads first, then most weight, then by name
public record Tally(List<ChoiceCount> choices, Count abstentions, Count silences, Count notNeeded) {
    public Tally {
        choices = List.copyOf(choices);
    }

    /// A number of seats and their weight in millionths.
    public record Count(int heads, long weight) {
        public static final Count NONE = new Count(0, 0);
    }

    /// The seats for one choice.
    public record ChoiceCount(Choice choice, Count count) {}
}
