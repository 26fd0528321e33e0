package io.quorate.host.embedded;

/// Hears what the start is busy with, so that a person who waits sees why.
///
/// MUST return quickly and MUST NOT throw: it is called in the middle of the start, on its thread.
@FunctionalInterface
public interface Progress {

    /// Is called when a step begins, which is a phrase such as "unpacking PostgreSQL 18.4".
    void begins(String step);
}
