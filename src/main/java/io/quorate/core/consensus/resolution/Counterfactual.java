package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/// A smallest change that would have led to another outcome; votes that were not needed stay unread
/// in it.
public record Counterfactual(Change change, Outcome outcome) {

    /// The change and what would have come of it, in a sentence.
    public String sentence() {
        return change.words() + ": " + outcome;
    }

    /// What would have been different.
    public sealed interface Change {
        String words();
    }

    /// More support for a choice.
    ///
    /// @param heads how many more votes
    /// @param weight what they would have to add at least, in millionths
    public record MoreVotes(Choice choice, int heads, long weight) implements Change {
        @Override
        public String words() {
            String weighing = Weights.words(weight);
            if (heads == 0) {
                return weighing + " more weight for " + choice;
            }
            String votes = heads == 1 ? "1 more vote for " : heads + " more votes for ";
            return votes + choice + (weight == 0 ? "" : " of weight " + weighing + " or more");
        }
    }

    /// The heaviest supporters of what was decided, voting for something else.
    public record OtherWay(List<AgentId> agents, Choice instead) implements Change {
        public OtherWay {
            agents = List.copyOf(agents);
        }

        @Override
        public String words() {
            return (agents.size() == 1 ? "with the vote of " : "with the votes of ")
                    + agents.stream().map(AgentId::value).collect(Collectors.joining(", "))
                    + " for "
                    + instead;
        }
    }

    /// Fewer faults, the votes being as they are.
    public record FewerFaults(int seats) implements Change {
        @Override
        public String words() {
            return seats == 1 ? "1 faulty seat fewer" : seats + " faulty seats fewer";
        }
    }
}
