package io.quorate.edge.validators.builtin.check;

import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Quantities;
import io.quorate.edge.validators.builtin.text.Quantity;
import io.quorate.edge.validators.builtin.text.Vocabulary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How much two sentences about the same thing contradict each other.
///
/// @param degree 0 for not at all, up to 1
/// @param reason in words; empty at degree 0
public record Clash(double degree, String reason) {
    private static final Clash NONE = new Clash(0, "");
    private static final double DENIED = 0.9;
    private static final double OPPOSITE = 0.8;
    private static final double OTHER_NUMBER = 0.9;
    private static final double SWAPPED = 0.9;

    /// Some words of a passage.
    public record Side(Passage passage, int from, int to) {}

    public static Clash between(Side one, Side other, Vocabulary vocabulary) {
        if (isDenied(one) != isDenied(other)) {
            return new Clash(DENIED, "One denies what the other says");
        }
        Clash opposite = opposite(one, other, vocabulary);
        if (opposite.degree() > 0) {
            return opposite;
        }
        Clash number = numbers(one, other);
        return number.degree() > 0 ? number : ofRoles(one, other, vocabulary);
    }

    /// Who does it to whom alone.
    public static Clash ofRoles(Side one, Side other, Vocabulary vocabulary) {
        return Roles.swapped(one, other)
                .map(doing ->
                        new Clash(
                                SWAPPED,
                                "The two swap who stands where beside "
                                        + Words.quoted(vocabulary.word(doing))))
                .orElse(NONE);
    }

    private static boolean isDenied(Side side) {
        boolean denied = false;
        for (int i = side.from(); i < side.to(); i++) {
            denied ^= side.passage().isNegation(i);
        }
        return denied;
    }

    private static Clash opposite(Side one, Side other, Vocabulary vocabulary) {
        Set<Integer> ones = concepts(one);
        Set<Integer> others = concepts(other);
        Set<Integer> onlyOne = new LinkedHashSet<>(ones);
        onlyOne.removeAll(others);
        others.removeAll(ones);
        for (int concept : onlyOne) {
            for (int against : others) {
                if (vocabulary.areOpposite(concept, against)) {
                    return new Clash(
                            OPPOSITE,
                            "One has "
                                    + Words.quoted(vocabulary.word(concept))
                                    + " where the other has "
                                    + Words.quoted(vocabulary.word(against)));
                }
            }
        }
        return NONE;
    }

    private static Set<Integer> concepts(Side side) {
        Set<Integer> concepts = new LinkedHashSet<>();
        for (int i = side.from(); i < side.to(); i++) {
            concepts.add(side.passage().concept(i));
        }
        return concepts;
    }

    private static Clash numbers(Side one, Side other) {
        List<Quantity> others = Quantities.in(other.passage(), other.from(), other.to());
        for (Quantity quantity : Quantities.in(one.passage(), one.from(), one.to())) {
            boolean agrees = others.stream().anyMatch(quantity::agreesWith);
            boolean same = others.stream().anyMatch(quantity::isOfKind);
            if (!agrees && same) {
                return new Clash(
                        OTHER_NUMBER,
                        "Another number than "
                                + one.passage().between(quantity.from(), quantity.to())
                                + " stands with the same words");
            }
        }
        return NONE;
    }
}
