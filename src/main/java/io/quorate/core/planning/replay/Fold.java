package io.quorate.core.planning.replay;

/// Something that recorded decisions are shown to.
///
/// Each decision is judged by itself, which is where the work is; what was found of it is then
/// added up, one after the other. So many may judge at once, and the result is the same as if one
/// had done it all.
///
/// @param <J> what is found of one decision; small, as many are kept at a time
/// @param <R> what is found of all
public interface Fold<J, R> {
    /// Any number of threads at a time, in any order.
    J judge(Recorded decision);

    /// One after the other, in the order of the log.
    void take(J judged);

    /// What is on record about agents, in the order of its times, before the first decision.
    default void take(Episode episode) {}

    /// What was found so far.
    R report();
}
