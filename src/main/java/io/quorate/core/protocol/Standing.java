package io.quorate.core.protocol;

/// What an agent may do in its pool.
public enum Standing {
    /// Holds a seat and votes with its weight.
    ACTIVE,
    /// Holds a seat on trial: a newcomer, or back from quarantine.
    PROBATION,
    /// Removed by a rule: still asked, in the shadow, never counted.
    QUARANTINED,
    /// Removed for good, until an operator reinstates it.
    EXCLUDED,
    /// Waits for a seat.
    STANDBY;

    /// Whether an agent of this standing can fill a seat.
    public boolean mayVote() {
        return this == ACTIVE || this == PROBATION;
    }
}
