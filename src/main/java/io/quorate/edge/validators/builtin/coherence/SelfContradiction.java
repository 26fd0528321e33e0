package io.quorate.edge.validators.builtin.coherence;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Clash;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether one sentence of the answer denies another: two sentences with mostly the same words of
/// which one has a denial, an opposite or another number.
///
/// Each sentence is compared with the [#WINDOW] before it.
public final class SelfContradiction implements Check {
    private static final int WINDOW = 20;
    private static final int SENTENCES_MAX = 500;
    private static final double ALIKE = 0.6;

    private record Sentence(Clash.Side side, Set<Integer> concepts) {}

    @Override
    public Finding look(Reading reading) {
        List<Sentence> sentences = sentences(reading.answer());
        if (sentences.size() < 2) {
            return Finding.nothing("The answer has one sentence, which cannot contradict another.");
        }
        double strongest = 0;
        String reason = "No sentence of the answer contradicts another.";
        for (int i = 1; i < sentences.size(); i++) {
            for (int j = Math.max(0, i - WINDOW); j < i; j++) {
                double alike = alike(sentences.get(i).concepts(), sentences.get(j).concepts());
                if (alike < ALIKE) {
                    continue;
                }
                Clash clash =
                        Clash.between(
                                sentences.get(i).side(),
                                sentences.get(j).side(),
                                reading.vocabulary());
                if (clash.degree() * alike > strongest) {
                    strongest = clash.degree() * alike;
                    reason =
                            clash.reason()
                                    + ": "
                                    + text(sentences.get(j).side())
                                    + " and "
                                    + text(sentences.get(i).side())
                                    + ".";
                }
            }
        }
        return Finding.measured(1 - strongest, reason);
    }

    private static String text(Clash.Side side) {
        return Words.quoted(side.passage().between(side.from(), side.to()));
    }

    private static double alike(Set<Integer> one, Set<Integer> other) {
        if (one.size() > other.size()) {
            return alike(other, one);
        }
        long shared = one.stream().filter(other::contains).count();
        return one.size() < 2 ? 0 : (double) shared / one.size();
    }

    private static List<Sentence> sentences(Passage answer) {
        List<Sentence> sentences = new ArrayList<>();
        for (int s = 0; s < Math.min(answer.sentenceCount(), SENTENCES_MAX); s++) {
            int from = answer.sentenceStart(s);
            int to = answer.sentenceStart(s + 1);
            Set<Integer> concepts = new HashSet<>();
            for (int i = from; i < to; i++) {
                if (answer.isContent(i) && !answer.isNumber(i)) {
                    concepts.add(answer.concept(i));
                }
            }
            sentences.add(new Sentence(new Clash.Side(answer, from, to), concepts));
        }
        return sentences;
    }
}
