package io.quorate.edge.validators.builtin.text;

/// Takes the commonest English endings off a word, so that its forms meet in one stem.
///
/// It removes plural and third-person `s`, `ed`, `ing`, `ly` and a final `e`, and keeps at least
/// three letters. Harder stemmers join words that mean different things (university, universe),
/// which for a check of facts is the worse mistake.
final class Stem {
    private static final int KEPT_MIN = 3;

    private Stem() {}

    static String of(String word) {
        if (word.length() <= KEPT_MIN || !isLatin(word)) {
            return word;
        }
        String stem = plural(word);
        stem = without(stem, "ingly", without(stem, "edly", stem));
        for (String ending : new String[] {"ing", "ed", "ly"}) {
            String shorter = without(stem, ending, stem);
            if (!shorter.equals(stem)) {
                stem = undoubled(shorter);
                break;
            }
        }
        if (stem.length() > KEPT_MIN && stem.endsWith("e")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.endsWith("i") ? stem.substring(0, stem.length() - 1) + "y" : stem;
    }

    private static String plural(String word) {
        if (word.endsWith("ies") && word.length() > KEPT_MIN + 1) {
            return word.substring(0, word.length() - KEPT_MIN) + "y";
        }
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plain = word.endsWith("ss") || word.endsWith("us") || word.endsWith("is");
        return word.endsWith("s") && !plain ? word.substring(0, word.length() - 1) : word;
    }

    private static String without(String word, String ending, String otherwise) {
        int length = word.length() - ending.length();
        return word.endsWith(ending) && length >= KEPT_MIN && hasVowel(word, length)
                ? word.substring(0, length)
                : otherwise;
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last > 1
                        && stem.charAt(last) == stem.charAt(last - 1)
                        && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatin(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }
}
