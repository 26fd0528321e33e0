package io.quorate.core.protocol;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a service hands over for a verdict: the matter, the question it answers, the sources it
/// rests on and what else the voters may know. Empty texts stand for texts that were not given.
public record Submission(
        Matter matter,
        String question,
        List<Source> sources,
        String context,
        Optional<String> subject,
        Optional<RiskTag> riskTag,
        SortedMap<String, String> tags) {

    public Submission {
        sources = List.copyOf(sources);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        Set<String> seen = new HashSet<>();
        for (Source source : sources) {
            if (!seen.add(source.id())) {
                throw new IllegalArgumentException("source id " + source.id() + " is taken");
            }
        }
    }

    /// A submission of an answer alone, as most tests and small callers need it.
    public static Submission ofAnswer(String question, String answer, Source... sources) {
        return new Submission(
                new Matter.Answer(answer),
                question,
                List.of(sources),
                "",
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of()));
    }

    /// The same question about another matter.
    public Submission about(Matter other) {
        return new Submission(other, question, sources, context, subject, riskTag, tags);
    }

    /// Whether nobody has given an answer yet.
    public boolean isOpen() {
        return matter instanceof Matter.Answer(String text) && text.isEmpty();
    }

    public List<Choice> choices() {
        return matter.choices();
    }
}
