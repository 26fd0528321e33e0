package io.quorate.engine.poll;

import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Vote;
import java.util.Optional;

/// What came of asking an agent.
public sealed interface Answer {
    /// What it cost, where that is known.
    Optional<Usage> usage();

    /// The agent filled in its paper, rightly or wrongly.
    ///
    /// @param decision the decision that the agent says it answers
    /// @param round the round that the agent says it answers
    /// @param nonce the nonce that the agent says it was asked under, in hexadecimal
    record Voted(Vote vote, DecisionId decision, int round, String nonce, Optional<Usage> usage)
            implements Answer {
        /// A vote of a validator that keeps the paper itself.
        public static Voted on(BallotPaper paper, Vote vote, Optional<Usage> usage) {
            return new Voted(vote, paper.decision(), paper.round(), paper.nonce(), usage);
        }
    }

    /// The agent filled in its paper with an answer of its own, rightly or wrongly.
    ///
    /// @param decision the decision that the agent says it answers
    /// @param round the round that the agent says it answers
    /// @param nonce the nonce that the agent says it was asked under, in hexadecimal
    record Proposed(
            Proposal proposal, DecisionId decision, int round, String nonce, Optional<Usage> usage)
            implements Answer {
        /// A proposal of a validator that keeps the paper itself.
        public static Proposed on(BallotPaper paper, Proposal proposal, Optional<Usage> usage) {
            return new Proposed(proposal, paper.decision(), paper.round(), paper.nonce(), usage);
        }
    }

    /// There is no vote and there will be none.
    ///
    /// @param detail what was seen, in a sentence for people
    record Silent(SilenceCause cause, String detail, Optional<Usage> usage) implements Answer {
        public static Silent of(SilenceCause cause, String detail) {
            return new Silent(cause, detail, Optional.empty());
        }
    }
}
