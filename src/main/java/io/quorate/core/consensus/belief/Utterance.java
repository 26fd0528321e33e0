package io.quorate.core.consensus.belief;

import io.quorate.core.protocol.Voice;
import java.util.OptionalDouble;

/// One vote as it is heard: whose voice it is, for which choice, and how much of it counts.
///
/// @param voted the place of the choice
/// @param share in millionths
public record Utterance(Voice voice, int voted, long share) {

    private static final long WHOLE = 1_000_000;

    /// What is left of a vote that is as unsure as chance.
    private static final double LEAST = 0.2;

    public Utterance {
        if (share < 0 || share > WHOLE) {
            throw new IllegalArgumentException("a share lies in [0,1]");
        }
    }

    /// A vote with the confidence that its voter states; unstated is sure.
    public static Utterance of(Voice voice, int voted, OptionalDouble confidence, int choices) {
        return new Utterance(
                voice,
                voted,
                confidence.isEmpty() ? WHOLE : share(confidence.getAsDouble(), choices));
    }

    /// How much of a vote counts: from all of it at confidence 1 down to a fifth at the confidence
    /// of a guess and below, in millionths.
    public static long share(double confidence, int choices) {
        if (choices < 2) {
            return WHOLE;
        }
        double chance = 1.0 / choices;
        double sure = Math.min(1, (confidence - chance) / (1 - chance));
        return Math.round(Math.max(LEAST, sure) * WHOLE);
    }
}
