package io.quorate.core.reputation.standing;

import io.quorate.core.protocol.Standing;
import java.time.Instant;
import java.util.Optional;

/// An agent's standing in a pool and what it needs to leave it.
///
/// @param strikes quarantines so far
/// @param since when it got this standing
/// @param until when a quarantine ends
/// @param labelledBefore labelled votes that it had then; trust is earned with those that follow
public record Discipline(
        Standing standing,
        int strikes,
        Instant since,
        Optional<Instant> until,
        long labelledBefore) {
    public Discipline {
        if (strikes < 0) {
            throw new IllegalArgumentException("strikes are counted from 0");
        }
        if (until.isPresent() && standing != Standing.QUARANTINED) {
            throw new IllegalArgumentException("only a quarantine ends by itself");
        }
    }

    /// Of an agent seated when its pool first opened.
    public static Discipline founder(Instant opened) {
        return new Discipline(Standing.ACTIVE, 0, opened, Optional.empty(), 0);
    }

    /// Of an agent that waits for a seat.
    public static Discipline standby(Instant joined) {
        return new Discipline(Standing.STANDBY, 0, joined, Optional.empty(), 0);
    }

    /// Whether a rule or an operator took its seat, so that it may not fill one.
    public boolean lostItsSeat() {
        return standing == Standing.QUARANTINED || standing == Standing.EXCLUDED;
    }

    Discipline moved(Standing to, Instant now, long labelled) {
        return new Discipline(to, strikes, now, Optional.empty(), labelled);
    }
}
