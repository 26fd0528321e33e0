package io.quorate.edge.validators.builtin.check;

import io.quorate.core.protocol.Submission;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Vocabulary;
import java.util.HashSet;
import java.util.Set;

/// An answer, its question and its sources, split into words and numbered alike.
///
/// Not safe for several threads: all passages grow one vocabulary.
public final class Reading {
    private final Vocabulary vocabulary;
    private final Passage question;
    private final Set<Integer> asked;
    private final Sources sources;
    private final String written;
    private final Passage answer;

    private Reading(
            Vocabulary vocabulary,
            Passage question,
            Set<Integer> asked,
            Sources sources,
            String text) {
        this.vocabulary = vocabulary;
        this.question = question;
        this.asked = asked;
        this.sources = sources;
        this.written = text;
        this.answer = Passage.of(Markers.blanked(text), vocabulary);
    }

    /// A submission read once, with an answer of its own for each call of [#of].
    public static Reading of(Submission submission, String answer) {
        Vocabulary vocabulary = new Vocabulary();
        Passage question = Passage.of(submission.question(), vocabulary);
        Sources sources = Sources.of(submission.sources(), vocabulary);
        return new Reading(vocabulary, question, concepts(question), sources, answer);
    }

    /// The same question and sources with another answer.
    public Reading with(String otherAnswer) {
        return new Reading(vocabulary, question, asked, sources, otherAnswer);
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Passage question() {
        return question;
    }

    /// The concepts of the question that carry content.
    public Set<Integer> asked() {
        return asked;
    }

    public Sources sources() {
        return sources;
    }

    /// The answer without its citation markers; places are those in the answer as written.
    public Passage answer() {
        return answer;
    }

    public String written() {
        return written;
    }

    private static Set<Integer> concepts(Passage passage) {
        Set<Integer> concepts = new HashSet<>();
        for (int i = 0; i < passage.size(); i++) {
            if (passage.isContent(i)) {
                concepts.add(passage.concept(i));
            }
        }
        return concepts;
    }
}
