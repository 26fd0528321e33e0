package io.quorate.auditor;

/// Whoever wants to know how far a long check has come.
public interface Progress {
    /// Called from time to time on the thread that checks.
    void at(long records, long of);
}
