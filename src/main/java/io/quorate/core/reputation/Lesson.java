package io.quorate.core.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Something to learn from: the first-round votes of a decision, with or without the right choice.
///
/// Votes of a second round MUST NOT be handed in: there the agents have heard each other.
public sealed interface Lesson {
    DecisionId decision();

    /// What could be voted for, in the submission's order.
    List<Choice> choices();

    /// Admitted votes for one of the choices, at most one of each agent.
    List<Ballot> ballots();

    /// A decision as it was made; nobody says what is right.
    record Votes(DecisionId decision, List<Choice> choices, List<Ballot> ballots)
            implements Lesson {
        public Votes {
            choices = List.copyOf(choices);
            ballots = List.copyOf(ballots);
            check(choices, ballots);
        }
    }

    /// A decision whose right choice became known.
    record Label(
            DecisionId decision,
            List<Choice> choices,
            List<Ballot> ballots,
            Choice right,
            Source source)
            implements Lesson {
        public Label {
            choices = List.copyOf(choices);
            ballots = List.copyOf(ballots);
            check(choices, ballots);
            if (!choices.contains(right)) {
                throw new IllegalArgumentException("the right choice is one of the choices");
            }
        }
    }

    /// Who says what is right.
    enum Source {
        /// Known beforehand; the votes come with the label and were not learnt from before.
        CANARY,
        /// Reported by the service that asked.
        OUTCOME,
        /// Decided by a person.
        REVIEW
    }

    private static void check(List<Choice> choices, List<Ballot> ballots) {
        if (choices.size() < 2) {
            throw new IllegalArgumentException("nothing is learnt where there is no choice");
        }
        Set<AgentId> voters = HashSet.newHashSet(ballots.size());
        for (Ballot ballot : ballots) {
            if (!choices.contains(ballot.choice())) {
                throw new IllegalArgumentException("a ballot is for one of the choices");
            }
            if (!voters.add(ballot.agent())) {
                throw new IllegalArgumentException("an agent has one ballot");
            }
        }
    }
}
