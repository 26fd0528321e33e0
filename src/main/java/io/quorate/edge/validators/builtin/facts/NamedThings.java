package io.quorate.edge.validators.builtin.facts;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Sources;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Names;
import io.quorate.edge.validators.builtin.text.Names.Name;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whether the names in the answer are names that its sources know.
///
/// A name passes when its words stand together in a sentence of a source, by halves when they stand
/// apart. A name that only the question has is left out, and so is a capital at the start of a
/// sentence that no source knows as a name.
public final class NamedThings implements Check {
    private static final double APART = 0.5;

    private static final class Count {
        private double found;
        private int all;
        private double least = 1;
        private final List<String> missing = new ArrayList<>();

        void add(double known, String name) {
            found += known;
            all++;
            least = Math.min(least, known);
            if (known < APART) {
                missing.add(name);
            }
        }
    }

    @Override
    public Finding look(Reading reading) {
        if (reading.sources().isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        Count count = new Count();
        Passage answer = reading.answer();
        for (Statement statement : Statement.of(reading)) {
            for (Name name : Names.in(answer, statement.from(), statement.to())) {
                Set<Integer> concepts = concepts(answer, name);
                if (!isLeftOut(name, concepts, reading)) {
                    count.add(
                            known(concepts, reading.sources()),
                            answer.between(name.from(), name.to()));
                }
            }
        }
        if (count.all == 0) {
            return Finding.nothing("The answer has no names beside those of its question.");
        }
        String reason =
                count.missing.isEmpty()
                        ? "The sources know every name of the answer."
                        : "The sources do not know " + Words.listed(count.missing) + ".";
        return Finding.measured((count.found / count.all + count.least) / 2, reason);
    }

    private static boolean isLeftOut(Name name, Set<Integer> concepts, Reading reading) {
        boolean plainOpening =
                name.opens()
                        && concepts.size() == 1
                        && reading.answer().size() > 1
                        && !reading.sources().hold(concepts.iterator().next());
        return plainOpening || reading.asked().containsAll(concepts);
    }

    private static Set<Integer> concepts(Passage answer, Name name) {
        Set<Integer> concepts = new LinkedHashSet<>();
        for (int i = name.from(); i < name.to(); i++) {
            if (answer.isContent(i)) {
                concepts.add(answer.concept(i));
            }
        }
        return concepts;
    }

    private static double known(Set<Integer> concepts, Sources sources) {
        int held = 0;
        for (int concept : concepts) {
            held += sources.hold(concept) ? 1 : 0;
        }
        if (held < concepts.size()) {
            return APART * held / concepts.size() * held / concepts.size();
        }
        for (int sentence : sources.sentencesWith(concepts.iterator().next())) {
            if (sources.share(sentence, concepts) > 1 - 1e-9) {
                return 1;
            }
        }
        return APART;
    }
}
