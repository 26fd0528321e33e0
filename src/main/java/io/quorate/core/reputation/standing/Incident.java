package io.quorate.core.reputation.standing;

import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import java.time.Instant;

/// Something found about an agent, with its time.
public record Incident(FaultKind kind, Instant at, String evidence) {
    public static Incident of(Fault fault, Instant at) {
        return new Incident(fault.kind(), at, fault.evidence());
    }

    /// Whether a detector says so that looks at a history, and not the door or a signature.
    boolean isSuspicion() {
        return kind.strength() == FaultKind.Strength.SUSPICION;
    }

    /// Whether it says something about the agent named at all.
    boolean isAboutTheAgent() {
        return kind.party() == FaultKind.Party.AGENT;
    }
}
