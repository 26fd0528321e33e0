package io.quorate.edge.validators.builtin.completeness;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.text.Names;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Quantities;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the answer has what the question's interrogatives ask for: a number for how many, a time
/// for when, a name for who, a reason for why.
///
/// A question may ask for several; each that the answer has counts. What no list of words can tell
/// apart, such as what and which, is not asked for here.
public final class QuestionParts implements Check {

    private enum Part {
        NUMBER("a number"),
        TIME("a time"),
        NAME("a name"),
        REASON("a reason");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }

    private static final Set<String> REASONS =
            Set.of(
                    "because",
                    "since",
                    "due",
                    "so",
                    "therefore",
                    "reason",
                    "as",
                    "to",
                    "caused",
                    "by");
    private static final Set<String> TIMES =
            Stream.concat(
                            Names.DATES.stream(),
                            Stream.of(
                                    "today",
                                    "yesterday",
                                    "century",
                                    "during",
                                    "after",
                                    "before",
                                    "never",
                                    "always",
                                    "since"))
                    .collect(Collectors.toUnmodifiableSet());

    @Override
    public Finding look(Reading reading) {
        Set<Part> asked = asked(reading.question());
        if (asked.isEmpty()) {
            return Finding.nothing("The question does not say what kind of answer it wants.");
        }
        if (reading.answer().size() == 0) {
            return Finding.measured(0, "The answer has no words.");
        }
        List<String> missing = new ArrayList<>();
        for (Part part : asked) {
            if (!has(part, reading.answer())) {
                missing.add(part.words);
            }
        }
        double given = 1 - (double) missing.size() / asked.size();
        return Finding.measured(
                given,
                missing.isEmpty()
                        ? "The answer has what the question asks for."
                        : "The question asks for "
                                + String.join(" and ", missing)
                                + ", which the answer does not have.");
    }

    private static Set<Part> asked(Passage question) {
        Set<Part> asked = EnumSet.noneOf(Part.class);
        for (int i = 0; i < question.size(); i++) {
            String next = i + 1 < question.size() ? question.word(i + 1) : "";
            switch (question.word(i)) {
                case "when" -> asked.add(Part.TIME);
                case "who", "whom" -> {
                    if (i == 0) {
                        asked.add(Part.NAME);
                    }
                }
                case "why" -> asked.add(Part.REASON);
                case "how" -> {
                    if (next.equals("many") || next.equals("much")) {
                        asked.add(Part.NUMBER);
                    }
                }
                default -> {
                    // Asks for nothing that could be told from the words of an answer.
                }
            }
        }
        return asked;
    }

    private static boolean has(Part part, Passage answer) {
        return switch (part) {
            case NUMBER ->
                    !Quantities.in(answer).isEmpty() || hasAny(answer, Set.of("no", "none", "one"));
            case TIME -> !Quantities.in(answer).isEmpty() || hasAny(answer, TIMES);
            case NAME -> !Names.in(answer, 0, answer.size()).isEmpty();
            case REASON -> hasAny(answer, REASONS);
        };
    }

    private static boolean hasAny(Passage answer, Set<String> words) {
        for (int i = 0; i < answer.size(); i++) {
            if (words.contains(answer.word(i))) {
                return true;
            }
        }
        return false;
    }
}
