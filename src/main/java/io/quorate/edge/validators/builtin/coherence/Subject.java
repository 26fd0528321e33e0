package io.quorate.edge.validators.builtin.coherence;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.HashSet;
import java.util.Set;

/// Whether the answer stays with its subject: the share of its sentences that take up a word of the
/// question or of an earlier sentence.
public final class Subject implements Check {
    private static final int SENTENCES_MIN = 2;

    @Override
    public Finding look(Reading reading) {
        Passage answer = reading.answer();
        if (answer.sentenceCount() < SENTENCES_MIN) {
            return Finding.nothing("The answer has one sentence, which cannot leave its subject.");
        }
        Set<Integer> known = new HashSet<>(reading.asked());
        int lost = 0;
        String first = "";
        for (int s = 0; s < answer.sentenceCount(); s++) {
            boolean linked = s == 0 && known.isEmpty();
            boolean content = false;
            Set<Integer> own = new HashSet<>();
            for (int i = answer.sentenceStart(s); i < answer.sentenceStart(s + 1); i++) {
                if (answer.isContent(i)) {
                    content = true;
                    own.add(answer.concept(i));
                    linked |= known.contains(answer.concept(i));
                } else {
                    linked |= i == answer.sentenceStart(s) && s > 0 && isPointing(answer.word(i));
                }
            }
            known.addAll(own);
            if (content && !linked) {
                lost++;
                first = first.isEmpty() ? answer.sentence(s) : first;
            }
        }
        double kept = 1 - (double) lost / answer.sentenceCount();
        return Finding.measured(
                kept,
                lost == 0
                        ? "Every sentence takes up the question or what was said before."
                        : "Without a link to question or context stands "
                                + Words.quoted(first)
                                + ".");
    }

    /// Whether the word, at the head of a sentence, points back.
    private static boolean isPointing(String word) {
        return switch (word) {
            case "it",
                    "he",
                    "she",
                    "they",
                    "this",
                    "that",
                    "these",
                    "those",
                    "its",
                    "his",
                    "her",
                    "their" ->
                    true;
            default -> false;
        };
    }
}
