package io.quorate.edge.validators.builtin.completeness;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How many of the question's words an answer in sentences takes up.
///
/// An answer of a few words repeats nothing of its question and is no worse for it: the check
/// abstains.
public final class QuestionCoverage implements Check {
    private static final int WORDS_MIN = 8;

    @Override
    public Finding look(Reading reading) {
        if (reading.asked().isEmpty()) {
            return Finding.nothing("There is no question to answer.");
        }
        Passage answer = reading.answer();
        if (answer.size() < WORDS_MIN) {
            return Finding.nothing("The answer is too short to take up its question's words.");
        }
        Set<Integer> said = new HashSet<>();
        for (int i = 0; i < answer.size(); i++) {
            said.add(answer.concept(i));
        }
        List<String> missing =
                reading.asked().stream()
                        .filter(concept -> !said.contains(concept))
                        .map(reading.vocabulary()::word)
                        .sorted()
                        .toList();
        double taken = 1 - (double) missing.size() / reading.asked().size();
        return Finding.measured(
                taken,
                missing.isEmpty()
                        ? "The answer takes up every word of the question."
                        : "The answer does not speak of " + Words.listed(missing) + ".");
    }
}
