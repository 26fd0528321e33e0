package io.quorate.core.consensus.deliberation;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Matter.Candidate;
import io.quorate.core.protocol.Transcript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The different answers among proposals, each with the choice that stands for it.
///
/// Their order is that of a digest, so that no author has a say in which answer the others read
/// first.
public final class Answers {
    private final Map<String, Choice> choiceOf;
    private final List<Candidate> candidates;

    private Answers(Map<String, Choice> choiceOf, List<Candidate> candidates) {
        this.choiceOf = choiceOf;
        this.candidates = candidates;
    }

    /// @param question the digest of what was asked
    public static Answers of(Digest question, List<Proposal> proposals) {
        Map<String, String> wordings = new HashMap<>();
        for (Proposal proposal : proposals) {
            proposal.answer()
                    .filter(answer -> !Canon.of(answer).isEmpty())
                    .ifPresent(answer ->
                            wordings.merge(
                                    Canon.of(answer),
                                    answer,
                                    (one, other) -> one.compareTo(other) <= 0 ? one : other));
        }
        List<String> ordered =
                wordings.keySet().stream()
                        .sorted(Comparator.comparing(form -> place(question, form)))
                        .toList();
        Map<String, Choice> choiceOf = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (String form : ordered) {
            Choice choice = new Choice("answer-" + (candidates.size() + 1));
            choiceOf.put(form, choice);
            candidates.add(new Candidate(choice, wordings.getOrDefault(form, form)));
        }
        return new Answers(choiceOf, List.copyOf(candidates));
    }

    private static String place(Digest question, String form) {
        return new Transcript("quorate.cluster.v1").raw(question.bytes()).text(form).digest().hex();
    }

    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    /// One for each answer; of several wordings the first in the order of texts.
    public List<Candidate> candidates() {
        return candidates;
    }

    /// What can be voted for: the answers and none of them.
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        candidates.forEach(candidate -> choices.add(candidate.choice()));
        choices.add(Choice.NONE);
        return choices;
    }

    Optional<Choice> choiceOf(String answer) {
        return Optional.ofNullable(choiceOf.get(Canon.of(answer)));
    }
}
