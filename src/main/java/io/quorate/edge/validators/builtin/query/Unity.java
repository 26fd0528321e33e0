package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;
import java.util.Collections;
import java.util.Set;

/// Whether intent, entities and strategy go together, whatever the question is.
public final class Unity implements QueryCheck {
    private static final int COMPARED_MIN = 2;

    @Override
    public Finding look(QueryReading reading) {
        boolean compares = reading.intent().equals(Set.of(Form.COMPARISON));
        boolean silent = reading.intent().isEmpty() || reading.strategy().isEmpty();
        if (silent && !compares) {
            return Finding.nothing("Intent and strategy have no words that could be compared.");
        }
        if (compares && reading.mentions().size() < COMPARED_MIN) {
            return Finding.measured(
                    0,
                    "A comparison needs two entities; there are "
                            + reading.mentions().size()
                            + ".");
        }
        if (!silent && Collections.disjoint(reading.intent(), reading.strategy())) {
            return Finding.measured(
                    0,
                    "The strategy is made for "
                            + Form.words(reading.strategy())
                            + "; the intent names "
                            + Form.words(reading.intent())
                            + ".");
        }
        return Finding.measured(1, "Intent, entities and strategy go together.");
    }
}
