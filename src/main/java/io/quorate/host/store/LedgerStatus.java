package io.quorate.host.store;

/// Whether the log can be written.
public sealed interface LedgerStatus {
    record Serving() implements LedgerStatus {}

    /// The database cannot be reached or written; it is tried again all the time.
    record Away(String cause) implements LedgerStatus {}

    /// The log will not be written any more by this sidecar: it stops, or has lost its lease.
    record Closed(String cause) implements LedgerStatus {}
}
