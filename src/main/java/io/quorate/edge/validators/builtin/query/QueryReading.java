package io.quorate.edge.validators.builtin.query;

import io.quorate.core.protocol.Matter;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Vocabulary;
import java.util.List;
import java.util.Set;

/// A question and what was made of it, split into words and numbered alike.
///
/// @param forms what kinds of answer the question asks for
/// @param intent the forms that the intent's words name
/// @param strategy the forms that the strategy's words are made for
public record QueryReading(
        Passage question,
        List<Mention> mentions,
        Set<Form> forms,
        Set<Form> intent,
        Set<Form> strategy) {

    public QueryReading {
        mentions = List.copyOf(mentions);
    }

    /// An entity and its words.
    record Mention(Matter.Entity entity, Passage words) {
        /// The first word of the question from which on the entity stands there; -1 if it does not.
        ///
        /// Knuth, Morris and Pratt's search: no texts make it take longer than they are.
        int placeIn(Passage question) {
            if (words.size() == 0) {
                return -1;
            }
            int[] borders = borders();
            int matched = 0;
            for (int at = 0; at < question.size(); at++) {
                while (matched > 0 && !words.word(matched).equals(question.word(at))) {
                    matched = borders[matched - 1];
                }
                matched += words.word(matched).equals(question.word(at)) ? 1 : 0;
                if (matched == words.size()) {
                    return at + 1 - matched;
                }
            }
            return -1;
        }

        private int[] borders() {
            int[] borders = new int[words.size()];
            int matched = 0;
            for (int at = 1; at < words.size(); at++) {
                while (matched > 0 && !words.word(matched).equals(words.word(at))) {
                    matched = borders[matched - 1];
                }
                matched += words.word(matched).equals(words.word(at)) ? 1 : 0;
                borders[at] = matched;
            }
            return borders;
        }
    }

    private static final int SHOWN_MAX = 80;

    /// A text in a sentence for people.
    static String shown(String text) {
        int end = Math.min(text.length(), SHOWN_MAX);
        boolean torn = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return "“" + text.substring(0, torn ? end - 1 : end) + (end < text.length() ? "…”" : "”");
    }

    public static QueryReading of(String question, Matter.Query query) {
        Vocabulary vocabulary = new Vocabulary();
        Passage asked = Passage.of(question, vocabulary);
        return new QueryReading(
                asked,
                query.entities().stream()
                        .map(entity -> new Mention(entity, Passage.of(entity.text(), vocabulary)))
                        .toList(),
                Form.askedFor(asked),
                Form.named(query.intent()),
                Form.servedBy(query.strategy()));
    }
}
