package io.quorate.auditor;

/// What can be wrong with a log.
public enum Defect {
    /// A record is not the one that was signed.
    ALTERED,

    /// A record that was signed is not there.
    MISSING,

    /// A record is there that was never signed.
    ADDED,

    /// A record that was signed stands in another place.
    REORDERED,

    /// The log ends earlier than it was signed, or than it was seen before.
    TRUNCATED,

    /// What is there was signed by nobody who is trusted, as a whole.
    REPLACED,

    /// A trusted key signed two logs that are not one the continuation of the other.
    FORKED,

    /// The records are right, but a file that is derived from them, or lies beside them, is not.
    DAMAGED,

    /// A record is as it was signed, but not canonical JSON.
    MALFORMED,

    /// Sequence numbers are used by no record, and no record accounts for them.
    SEQUENCE_GAP,

    /// A sequence number is used twice.
    SEQUENCE_REPEATED
}
