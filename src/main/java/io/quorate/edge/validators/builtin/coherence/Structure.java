package io.quorate.edge.validators.builtin.coherence;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Whether brackets, quotation marks and code fences are closed, and the text is one.
public final class Structure implements Check {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final int DEPTH_MAX = 100;
    private static final char UNREADABLE = '\uFFFD';

    @Override
    public Finding look(Reading reading) {
        String text = reading.written();
        if (reading.answer().size() == 0) {
            return Finding.measured(0, "The answer has no words.");
        }
        List<String> faults = new ArrayList<>();
        if (!isClosed(text)) {
            faults.add("a bracket is not closed, or closed without being opened");
        }
        if (text.chars().filter(c -> c == '"').count() % 2 == 1) {
            faults.add("a quotation mark is left open");
        }
        if (fences(text) % 2 == 1) {
            faults.add("a block of code is left open");
        }
        if (text.indexOf(UNREADABLE) >= 0) {
            faults.add("it has characters that cannot be read");
        }
        return faults.isEmpty()
                ? Finding.measured(1, "Brackets and quotation marks are closed.")
                : Finding.measured(
                        Math.max(0, 0.4 - 0.2 * (faults.size() - 1)),
                        "In the answer " + String.join("; ", faults) + ".");
    }

    /// A closing bracket after `)` of a list such as `a)` is no fault.
    private static boolean isClosed(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int closing = CLOSING.indexOf(c);
            if (OPENING.indexOf(c) >= 0) {
                if (open.size() == DEPTH_MAX) {
                    return false;
                }
                open.push(c);
            } else if (closing >= 0) {
                if (!open.isEmpty() && open.peek() == OPENING.charAt(closing)) {
                    open.pop();
                } else if (c != ')' || !isListed(text, i)) {
                    return false;
                }
            }
        }
        return open.isEmpty();
    }

    /// Whether the bracket ends the sign of a list's item or of a smiling face.
    private static boolean isListed(String text, int at) {
        int from = at;
        while (from > 0 && at - from < 3 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        return at > from && (from == 0 || Character.isWhitespace(text.charAt(from - 1)));
    }

    private static int fences(String text) {
        int count = 0;
        for (int at = text.indexOf("```"); at >= 0; at = text.indexOf("```", at + 3)) {
            count++;
        }
        return count;
    }
}
