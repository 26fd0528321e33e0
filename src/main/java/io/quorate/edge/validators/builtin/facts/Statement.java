package io.quorate.edge.validators.builtin.facts;

import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One sentence of an answer: its words and the concepts that carry its content.
///
/// @param from its first word
/// @param to the word after its last
/// @param concepts those with content, in their order
/// @param news those of them that the question does not have
record Statement(int from, int to, Set<Integer> concepts, Set<Integer> news) {

    /// Sentences that are looked at; an answer that long is judged by its beginning.
    static final int STATEMENTS_MAX = 500;

    /// The statements of the answer; sentences without content are none.
    static List<Statement> of(Reading reading) {
        Passage answer = reading.answer();
        List<Statement> statements = new ArrayList<>();
        int count = Math.min(answer.sentenceCount(), STATEMENTS_MAX);
        for (int s = 0; s < count; s++) {
            Statement statement = of(reading, answer.sentenceStart(s), answer.sentenceStart(s + 1));
            if (!statement.concepts().isEmpty()) {
                statements.add(statement);
            }
        }
        return List.copyOf(statements);
    }

    private static Statement of(Reading reading, int from, int to) {
        Passage answer = reading.answer();
        Set<Integer> concepts = new LinkedHashSet<>();
        Set<Integer> news = new LinkedHashSet<>();
        for (int i = from; i < to; i++) {
            if (answer.isContent(i)) {
                int concept = answer.concept(i);
                concepts.add(concept);
                if (!reading.asked().contains(concept)) {
                    news.add(concept);
                }
            }
        }
        return new Statement(from, to, concepts, news);
    }

    String text(Reading reading) {
        return reading.answer().between(from, to);
    }
}
