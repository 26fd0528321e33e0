package io.quorate.core.planning.replay;

/// Something that recorded decisions are shown to, one after the other.
///
/// @param <R> what it finds
public interface Fold<R> {
    void take(Recorded decision);

    /// What was found so far.
    R report();
}
