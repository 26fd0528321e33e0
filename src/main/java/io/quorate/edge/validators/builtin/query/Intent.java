package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;
import java.util.Collections;

/// Whether the intent names what the question asks for.
public final class Intent implements QueryCheck {
    @Override
    public Finding look(QueryReading reading) {
        if (reading.intent().isEmpty()) {
            return Finding.nothing("The intent's name has no word that is known here.");
        }
        if (reading.forms().isEmpty()) {
            return Finding.nothing("The question does not say what kind of answer it wants.");
        }
        boolean fits = !Collections.disjoint(reading.intent(), reading.forms());
        return Finding.measured(
                fits ? 1 : 0,
                "The question asks for "
                        + Form.words(reading.forms())
                        + (fits ? ", and so does the intent." : "; the intent names ")
                        + (fits ? "" : Form.words(reading.intent()) + "."));
    }
}
