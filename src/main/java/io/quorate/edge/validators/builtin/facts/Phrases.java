package io.quorate.edge.validators.builtin.facts;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Sources;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether words that stand side by side in the answer stand close together in a source, and in the
/// same order.
///
/// A pair of neighbours counts fully where the source has it in order within [#REACH] words, half
/// where it has it the other way round. Pairs that the question has already are left out; a lone
/// word counts by being there.
public final class Phrases implements Check {
    private static final int REACH = 5;

    private static final class Count {
        private double found;
        private int all;
        private final List<String> missing = new ArrayList<>();
    }

    @Override
    public Finding look(Reading reading) {
        if (reading.sources().isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        Set<Long> asked = pairs(reading.question());
        Count count = new Count();
        for (Statement statement : Statement.of(reading)) {
            count(statement, asked, reading, count);
        }
        if (count.all == 0) {
            return Finding.nothing("The answer adds no phrase to its question.");
        }
        String reason =
                count.missing.isEmpty()
                        ? "All phrases of the answer stand in the sources."
                        : "No source has the phrase " + Words.listed(count.missing) + ".";
        return Finding.measured(count.found / count.all, reason);
    }

    private static void count(Statement statement, Set<Long> asked, Reading reading, Count count) {
        Passage answer = reading.answer();
        int previous = -1;
        int pairs = 0;
        for (int i = statement.from(); i < statement.to(); i++) {
            if (!answer.isContent(i)) {
                continue;
            }
            if (previous >= 0) {
                int one = answer.concept(previous);
                int other = answer.concept(i);
                pairs++;
                if (!asked.contains(key(one, other))) {
                    add(
                            near(one, other, reading.sources()),
                            answer.between(previous, i + 1),
                            count);
                }
            }
            previous = i;
        }
        if (pairs == 0 && previous >= 0) {
            double held = reading.sources().hold(answer.concept(previous)) ? 1 : 0;
            add(held, answer.written(previous), count);
        }
    }

    private static void add(double found, String phrase, Count count) {
        count.found += found;
        count.all++;
        if (found == 0) {
            count.missing.add(phrase);
        }
    }

    /// How close together two concepts stand at best.
    private static double near(int one, int other, Sources sources) {
        double best = 0;
        for (int sentence : sources.sentencesWith(one)) {
            Passage passage = sources.passage(sentence);
            int within = sources.within(sentence);
            int from = passage.sentenceStart(within);
            int to = passage.sentenceStart(within + 1);
            best = Math.max(best, near(passage, from, to, one, other));
            if (best == 1) {
                return best;
            }
        }
        return best;
    }

    private static double near(Passage passage, int from, int to, int one, int other) {
        int lastOne = -1;
        int lastOther = -1;
        double best = 0;
        for (int i = from; i < to; i++) {
            int concept = passage.concept(i);
            if (concept == other) {
                if (lastOne >= 0 && i - lastOne <= REACH) {
                    return 1;
                }
                lastOther = i;
            }
            if (concept == one) {
                if (lastOther >= 0 && i - lastOther <= REACH) {
                    best = 0.5;
                }
                lastOne = i;
            }
        }
        return best;
    }

    private static Set<Long> pairs(Passage question) {
        Set<Long> pairs = new HashSet<>();
        int previous = -1;
        for (int i = 0; i < question.size(); i++) {
            if (question.isContent(i)) {
                if (previous >= 0) {
                    pairs.add(key(question.concept(previous), question.concept(i)));
                }
                previous = i;
            }
        }
        return pairs;
    }

    private static long key(int one, int other) {
        return ((long) one << Integer.SIZE) | other;
    }
}
