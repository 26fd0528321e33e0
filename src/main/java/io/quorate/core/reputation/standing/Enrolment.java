package io.quorate.core.reputation.standing;

import io.quorate.core.reputation.Seniority;
import java.time.Instant;

/// How an agent came to its pool, and where it stands.
public record Enrolment(Seniority seniority, Discipline discipline) {

    static Enrolment founder(Instant opened) {
        return new Enrolment(Seniority.FOUNDER, Discipline.founder(opened));
    }

    static Enrolment newcomer(Instant joined) {
        return new Enrolment(Seniority.NEWCOMER, Discipline.standby(joined));
    }

    Enrolment in(Discipline other) {
        return new Enrolment(seniority, other);
    }
}
