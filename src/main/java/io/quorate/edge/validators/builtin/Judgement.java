package io.quorate.edge.validators.builtin;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Quotation;
import java.util.List;

/// What a built-in check says of a submission.
public sealed interface Judgement {

    /// Why, in words for a person.
    String reasoning();

    /// The check has an opinion.
    ///
    /// @param confidence how often it is right where it is as sure as this, in [0,1]
    /// @param score how good it finds what it chose, in [0,1]
    /// @param evidence words of the sources that it rests on; they stand there letter by letter
    record Opinion(
            Choice choice,
            double confidence,
            double score,
            String reasoning,
            List<Quotation> evidence)
            implements Judgement {
        public Opinion {
            evidence = List.copyOf(evidence);
        }
    }

    /// The submission has nothing that the check could judge.
    record Abstention(String reasoning) implements Judgement {}
}
