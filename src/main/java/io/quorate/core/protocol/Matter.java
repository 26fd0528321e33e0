package io.quorate.core.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is to be decided about: one answer to accept or reject, or candidates of which one may win.
public sealed interface Matter {

    /// What can be voted for, in the order in which results are listed.
    List<Choice> choices();

    /// One answer.
    record Answer(String text) implements Matter {
        private static final List<Choice> CHOICES = List.of(Choice.ACCEPT, Choice.REJECT);

        @Override
        public List<Choice> choices() {
            return CHOICES;
        }
    }

    /// Several answers, each with an id of its own.
    record Candidates(List<Candidate> candidates) implements Matter {
        public Candidates {
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("at least one candidate is needed");
            }
            Set<String> seen = new HashSet<>();
            for (Candidate candidate : candidates) {
                String id = candidate.choice().value();
                if (Choice.isReserved(id) || !seen.add(id)) {
                    throw new IllegalArgumentException("candidate id " + id + " is taken");
                }
            }
        }

        @Override
        public List<Choice> choices() {
            List<Choice> choices = new ArrayList<>(candidates.size() + 1);
            candidates.forEach(candidate -> choices.add(candidate.choice()));
            choices.add(Choice.NONE);
            return List.copyOf(choices);
        }
    }

    /// One of several answers; its id is what a vote for it names.
    record Candidate(Choice choice, String text) {}
}
