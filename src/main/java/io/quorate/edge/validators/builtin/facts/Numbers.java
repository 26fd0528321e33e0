package io.quorate.edge.validators.builtin.facts;

import io.quorate.core.protocol.Quotation;
import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Sources;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Quantities;
import io.quorate.edge.validators.builtin.text.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether the numbers, dates and amounts of the answer are those of its sources, for the same
/// things.
///
/// A number that no source has fails. One that a source has passes by how much of the answer's
/// sentence stands around it there, compared with the best place for that sentence: a number taken
/// from elsewhere in the source is the commonest wrong one.
public final class Numbers implements Check {
    private static final double PLACE_WORTH = 0.6;

    /// Places of equal numbers that are compared.
    private static final int PLACES_MAX = 64;

    private record Place(int sentence, Quantity quantity) {}

    private static final class Count {
        private double found;
        private int all;
        private double least = 1;
        private final List<String> missing = new ArrayList<>();
        private final List<String> elsewhere = new ArrayList<>();
        private final List<Quotation> evidence = new ArrayList<>();
    }

    @Override
    public Finding look(Reading reading) {
        if (reading.sources().isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        List<Quantity> asked = Quantities.in(reading.question());
        Map<Long, List<Place>> places = null;
        Count count = new Count();
        for (Statement statement : Statement.of(reading)) {
            for (Quantity quantity :
                    Quantities.in(reading.answer(), statement.from(), statement.to())) {
                if (isAsked(quantity, asked)) {
                    continue;
                }
                if (places == null) {
                    places = places(reading.sources());
                }
                count(quantity, statement, places, reading, count);
            }
        }
        if (count.all == 0) {
            return Finding.nothing("The answer has no numbers beside those of its question.");
        }
        return new Finding.Measured(
                (count.found / count.all + count.least) / 2, reasoning(count), count.evidence);
    }

    /// The question's own numbers prove nothing; small ones are compared all the same.
    private static boolean isAsked(Quantity quantity, List<Quantity> asked) {
        return quantity.bound() == Quantity.Bound.EXACT
                && asked.stream().limit(PLACES_MAX).anyMatch(quantity::agreesWith);
    }

    private static void count(
            Quantity quantity,
            Statement statement,
            Map<Long, List<Place>> places,
            Reading reading,
            Count count) {
        Set<Integer> rest = around(quantity, statement, reading);
        double most = -1;
        int where = -1;
        for (Place place : matching(quantity, places)) {
            double share = rest.isEmpty() ? 1 : reading.sources().share(place.sentence(), rest);
            if (share > most) {
                most = share;
                where = place.sentence();
            }
        }
        String written = reading.answer().between(quantity.from(), quantity.to());
        double passed = 0;
        if (where < 0) {
            count.missing.add(written);
        } else {
            double best = reading.sources().best(rest).map(Sources.Hit::share).orElse(0.0);
            double near = best == 0 ? 1 : Math.min(1, most / best);
            passed = 1 - PLACE_WORTH + PLACE_WORTH * near * near;
            if (near < 0.6) {
                count.elsewhere.add(written);
            }
            if (count.evidence.size() < Words.EVIDENCE_MAX) {
                count.evidence.addAll(reading.sources().quote(where));
            }
        }
        count.found += passed;
        count.least = Math.min(count.least, passed);
        count.all++;
    }

    /// What else the statement says; of a bare number, what was asked.
    private static Set<Integer> around(Quantity quantity, Statement statement, Reading reading) {
        Passage answer = reading.answer();
        Set<Integer> rest = new HashSet<>(statement.concepts());
        for (int i = quantity.from(); i < quantity.to(); i++) {
            rest.remove(answer.concept(i));
        }
        return rest.isEmpty() ? reading.asked() : rest;
    }

    private static Map<Long, List<Place>> places(Sources sources) {
        Map<Long, List<Place>> places = new HashMap<>();
        for (int sentence = 0; sentence < sources.sentenceCount(); sentence++) {
            Passage passage = sources.passage(sentence);
            int within = sources.within(sentence);
            int at = sentence;
            for (Quantity quantity :
                    Quantities.in(
                            passage,
                            passage.sentenceStart(within),
                            passage.sentenceStart(within + 1))) {
                List<Place> equal =
                        places.computeIfAbsent(bucket(quantity.value()), _ -> new ArrayList<>());
                if (equal.size() < PLACES_MAX) {
                    equal.add(new Place(at, quantity));
                }
            }
        }
        return places;
    }

    /// Numbers that can agree lie in the same bucket or in one beside it.
    private static long bucket(double value) {
        return value == 0 ? Long.MIN_VALUE / 2 : (long) Math.floor(Math.log(Math.abs(value)) * 1.4);
    }

    private static List<Place> matching(Quantity quantity, Map<Long, List<Place>> places) {
        List<Place> found = new ArrayList<>();
        long bucket = bucket(quantity.value());
        for (long near = bucket - 1; near <= bucket + 1; near++) {
            for (Place place : places.getOrDefault(near, List.of())) {
                if (quantity.agreesWith(place.quantity())) {
                    found.add(place);
                }
            }
        }
        return found;
    }

    private static String reasoning(Count count) {
        if (!count.missing.isEmpty()) {
            return "No source has the number " + Words.listed(count.missing) + ".";
        }
        return count.elsewhere.isEmpty()
                ? "The sources have every number of the answer."
                : "The sources have " + Words.listed(count.elsewhere) + ", but of something else.";
    }
}
