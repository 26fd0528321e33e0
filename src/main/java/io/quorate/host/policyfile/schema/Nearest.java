package io.quorate.host.policyfile.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that a mistyped one was probably meant to be.
///
/// Damerau–Levenshtein distance in its restricted form, after both are stripped of case, `-` and
/// `_`, so that `minAgents` is `min_agents`; a third of the letters may differ.
final class Nearest {
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String wanted = stripped(word);
        return known.stream()
                .filter(name -> distance(wanted, stripped(name)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(wanted, stripped(name))));
    }

    static String remedy(String word, Collection<String> known, String otherwise) {
        return to(word, known)
                .map(name -> "did you mean " + name + "? It " + otherwise)
                .orElse(otherwise);
    }

    private static String stripped(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(cost[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            cost[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best =
                        Math.min(
                                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1,
                                cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
