package io.quorate.core.consensus.deliberation;

import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.RoundReport;

import java.util.List;
import java.util.Optional;

/// Where a two-round decision stands after its first round, in which everybody answered alone.
public sealed interface Deliberation {
    /// The answers that were given, in the order in which they are shown.
    List<Cluster> clusters();

    /// It is over: unanimous across enough fault domains, too many faults, or nothing was proposed.
    record Ended(Conclusion conclusion, List<Cluster> clusters) implements Deliberation {
        public Ended {
            clusters = List.copyOf(clusters);
        }
    }

    /// Every agent now sees all answers and votes for one of them, or for none, in an ordinary
    /// round with number 2, a nonce of its own, these choices, weights for that many choices, and
    /// no reserve.
    ///
    /// @param report of the first round, from which reputation learns
    record Review(RoundReport report, List<Cluster> clusters, List<Choice> choices)
            implements Deliberation {
        public Review {
            clusters = List.copyOf(clusters);
            choices = List.copyOf(choices);
        }

        /// The choice that stands for what an agent proposed.
        public Optional<Choice> choiceOf(AgentId author) {
            return clusters.stream()
                    .filter(cluster -> cluster.authors().contains(author))
                    .map(Cluster::choice)
                    .findFirst();
        }
    }
}
