package io.quorate.host.store.checkpoint;

/// What came of looking for the keys of a log.
public sealed interface KeyReading {
    record Ready(LogKeys keys) implements KeyReading {}

    /// There are none that may be used, and what a person can do about it.
    record Refused(String reason) implements KeyReading {}
}
