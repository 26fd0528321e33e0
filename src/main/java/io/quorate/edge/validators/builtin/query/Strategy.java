package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;
import java.util.Collections;

/// Whether the strategy is made for what the question asks for.
public final class Strategy implements QueryCheck {
    @Override
    public Finding look(QueryReading reading) {
        if (reading.strategy().isEmpty()) {
            return Finding.nothing("The strategy's name has no word that is known here.");
        }
        if (reading.forms().isEmpty()) {
            return Finding.nothing("The question does not say what kind of answer it wants.");
        }
        if (reading.strategy().equals(Form.PLAIN) && reading.forms().size() > 1) {
            return Finding.measured(
                    0,
                    "The question asks for several things, "
                            + Form.words(reading.forms())
                            + "; one look-up finds one.");
        }
        boolean fits = !Collections.disjoint(reading.strategy(), reading.forms());
        return Finding.measured(
                fits ? 1 : 0,
                "The strategy "
                        + (fits ? "is made" : "is not made")
                        + " for what the question asks for, "
                        + Form.words(reading.forms())
                        + ".");
    }
}
