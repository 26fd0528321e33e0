package io.quorate.edge.validators.builtin.check;

/// One look at an answer: a pure function of it, its question and its sources.
@FunctionalInterface
public interface Check {
    Finding look(Reading reading);
}
