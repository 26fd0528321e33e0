package io.quorate.core.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is to be decided about: one answer, or one processed query, to accept or reject, or
/// candidates of which one may win.
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

    /// What was made of a question before anything answers it, to be accepted or rejected.
    ///
    /// @param intent what the question is taken to want, in the caller's words
    /// @param entities what it is taken to speak of
    /// @param strategy how it is going to be answered, in the caller's words
    record Query(String intent, List<Entity> entities, String strategy) implements Matter {
        public Query {
            entities = List.copyOf(entities);
        }

        @Override
        public List<Choice> choices() {
            return Answer.CHOICES;
        }
    }

    /// Something that a question speaks of.
    ///
    /// @param text as it stands in the question
    /// @param type in the caller's words; empty for none
    record Entity(String text, String type) {}

    /// One of several answers; its id is what a vote for it names.
    record Candidate(Choice choice, String text) {}
}
