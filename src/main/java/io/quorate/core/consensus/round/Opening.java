package io.quorate.core.consensus.round;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Source;
import java.util.List;
import java.util.Optional;

/// Everything that is fixed when a round opens.
///
/// @param number counted from 1
/// @param submission the digest of what is judged; a signed vote has to name it
/// @param nonce in hexadecimal; without one no signed vote is admitted
/// @param window the votes' window; its end is the deadline
/// @param sources of the submission, for quotations
public record Opening(
        DecisionId decision,
        int number,
        Digest submission,
        Electorate electorate,
        Rules rules,
        Roster roster,
        Optional<String> nonce,
        Window window,
        List<Source> sources,
        Collecting collecting,
        Reserve reserve) {

    public Opening {
        sources = List.copyOf(sources);
        if (number < 1) {
            throw new IllegalArgumentException("rounds are counted from 1");
        }
        if (electorate.choices().size() < 2) {
            throw new IllegalArgumentException("a vote needs at least two choices");
        }
    }

    /// How long votes are collected. Stopping early starves reputation of votes, so that the engine
    /// draws some rounds to be collected in full, and a pool may ask for it always.
    public enum Collecting {
        /// Until the outcome is certain.
        UNTIL_CERTAIN,
        /// To the deadline, although the outcome is given as soon as it is certain.
        IN_FULL,
        /// Until no more is awaited, and the outcome waits for it.
        BEFORE_OUTCOME
    }
}
