package io.quorate.edge.validators.builtin.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the names of a passage: runs of capitalised words, joined by the small words that names
/// have inside.
///
/// A single capitalised word at the start of a sentence is a name only where the caller can tell,
/// since every sentence begins so.
public final class Names {
    private static final Set<String> JOINING =
            Set.of("of", "de", "van", "von", "da", "di", "la", "le");

    /// The months and the days of the week: they begin with a capital and name nobody.
    public static final Set<String> DATES =
            Set.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday");

    /// A name's words, from the first up to and without the last.
    ///
    /// @param opens whether it begins its sentence, so that its capital may mean nothing
    public record Name(int from, int to, boolean opens) {}

    private Names() {}

    public static List<Name> in(Passage passage, int from, int end) {
        List<Name> found = new ArrayList<>();
        int at = from;
        while (at < end) {
            if (!isPart(passage, at)) {
                at++;
                continue;
            }
            int first = at++;
            while (at < end && (isPart(passage, at) || joins(passage, at, end))) {
                if (passage.isSentenceStart(at) || isParted(passage, at)) {
                    break;
                }
                at++;
            }
            found.add(new Name(first, at, passage.isSentenceStart(first)));
        }
        return List.copyOf(found);
    }

    private static boolean isPart(Passage passage, int at) {
        return passage.isCapital(at) && passage.isContent(at) && !DATES.contains(passage.word(at));
    }

    private static boolean joins(Passage passage, int at, int end) {
        return JOINING.contains(passage.word(at)) && at + 1 < end && isPart(passage, at + 1);
    }

    /// Whether more than a space or a full stop of an initial stands before the word.
    private static boolean isParted(Passage passage, int at) {
        String text = passage.text();
        for (int i = passage.end(at - 1); i < passage.start(at); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '.' && c != '-' && c != '\'' && c != '’' && c != 's') {
                return true;
            }
        }
        return false;
    }
}
