package io.quorate.core.policy;

/// What a pool that records before the reply does while the database is away.
public enum WhenStoreAway {
    /// Refuse; no verdict leaves without its record.
    REFUSE,
    /// Record in the local spool; the answer says so.
    SPOOL
}
