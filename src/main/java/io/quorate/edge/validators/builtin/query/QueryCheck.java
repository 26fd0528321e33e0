package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;

/// One look at a processed query: a pure function of the question and of what was made of it.
@FunctionalInterface
public interface QueryCheck {
    Finding look(QueryReading reading);
}
