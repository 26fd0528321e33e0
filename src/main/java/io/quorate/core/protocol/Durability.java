package io.quorate.core.protocol;

/// When a decision counts as recorded.
public enum Durability {
    /// In PostgreSQL before the reply.
    COMMITTED,
    /// In a local, synced spool before the reply.
    SPOOLED,
    /// The reply does not wait.
    BEST_EFFORT
}
