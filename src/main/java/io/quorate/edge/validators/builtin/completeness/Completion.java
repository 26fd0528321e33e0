package io.quorate.edge.validators.builtin.completeness;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import java.util.List;
import java.util.Locale;

/// Whether the answer is there at all and comes to an end: no refusal, no placeholder, no sentence
/// that breaks off.
public final class Completion implements Check {
    private static final int LOOKED_AT = 2_000;
    private static final int LONG = 12;
    private static final List<String> REFUSALS =
            List.of(
                    "i don't know",
                    "i do not know",
                    "i cannot answer",
                    "i can't answer",
                    "i'm sorry",
                    "as an ai",
                    "no information",
                    "not enough information",
                    "cannot be determined",
                    "it is unclear",
                    "unable to answer");
    private static final List<String> PLACEHOLDERS =
            List.of(
                    "lorem ipsum",
                    "[insert",
                    "{{",
                    "<placeholder",
                    "xxx",
                    "tbd",
                    "to be completed");
    private static final List<String> BROKEN_OFF =
            List.of(
                    " and", " or", " the", " a", " of", " to", ",", ":", " with", " in", "…",
                    "...");

    @Override
    public Finding look(Reading reading) {
        String text = reading.written().strip();
        if (reading.answer().size() == 0) {
            return Finding.measured(0, "The answer has no words.");
        }
        String head =
                text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        String tail = text.substring(Math.max(0, text.length() - LONG)).toLowerCase(Locale.ROOT);
        for (String refusal : REFUSALS) {
            if (head.replace('’', '\'').contains(refusal)) {
                return Finding.measured(0.1, "The answer declines: " + Words.quoted(refusal) + ".");
            }
        }
        for (String placeholder : PLACEHOLDERS) {
            if (head.contains(placeholder)) {
                return Finding.measured(
                        0.1, "Something is to be filled in: " + Words.quoted(placeholder) + ".");
            }
        }
        for (String end : BROKEN_OFF) {
            if (tail.endsWith(end)) {
                return Finding.measured(
                        0.1, "The answer breaks off at " + Words.quoted(tail) + ".");
            }
        }
        return Finding.measured(1, "The answer is whole.");
    }
}
