package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.Choice;

import java.util.List;

/// The votes of a round, counted. All heads add up to n, all weights to W.
///
/// @param choices each choice with at least one vote: most heads first, then most weight, then by
///   name
/// @param silences the seats that stay without a vote: silent, or with one that was not admitted
/// @param notNeeded the seats whose votes were not read
public record Tally(List<ChoiceCount> choices, Heads abstentions, Heads silences, Heads notNeeded) {

    public Tally {
        choices = List.copyOf(choices);
    }

    /// How far one choice is supported.
    public record ChoiceCount(Choice choice, Heads votes) {}

    /// A number of seats and what they weigh together, in millionths.
    public record Heads(int heads, long weight) {
        static final Heads NONE = new Heads(0, 0);

        Heads and(long more) {
            return new Heads(heads + 1, weight + more);
        }
    }
}
