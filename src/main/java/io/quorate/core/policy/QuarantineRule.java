package io.quorate.core.policy;

import io.quorate.core.protocol.FaultKind;
import java.time.Duration;
import java.util.List;

/// What follows when findings about one agent add up.
///
/// @param count how many findings within the time; for [Trigger.Detectors] how many detectors
/// @param lasting how long a quarantine lasts before probation
public record QuarantineRule(
        Trigger when, int count, Duration within, Consequence then, Duration lasting) {
    public static final Range<Integer> COUNT = Range.between(1, 100_000);
    public static final Range<Duration> WITHIN =
            Range.between(Duration.ofSeconds(1), Duration.ofDays(365));
    public static final Range<Duration> LASTING =
            Range.between(Duration.ofSeconds(1), Duration.ofDays(3650));

    /// What a rule looks at.
    public sealed interface Trigger {
        /// Findings of one kind.
        record OfKind(FaultKind fault) implements Trigger {}

        /// Different detectors that suspect the same agent.
        record Detectors() implements Trigger {}
    }

    /// What a rule does, the strictest last.
    public enum Consequence {
        /// Tell the operators.
        ALERT,
        /// Keep the seat, weigh at most the median until trust is earned anew.
        PROBATION,
        /// Lose the seat; asked in the shadow, never counted.
        QUARANTINE,
        /// Lose the seat for good, until an operator reinstates it.
        EXCLUDE;

        public boolean takesTheSeat() {
            return this == QUARANTINE || this == EXCLUDE;
        }
    }

    /// A proof, labelled error, or two independent detectors over a history.
    public static final List<QuarantineRule> DEFAULTS =
            List.of(
                    quarantine(new Trigger.OfKind(FaultKind.EQUIVOCATION), 1),
                    quarantine(new Trigger.OfKind(FaultKind.LABELLED_ERROR), 1),
                    quarantine(new Trigger.Detectors(), 2));

    public QuarantineRule {
        COUNT.check("when.count", count);
        WITHIN.check("when.within", within);
        LASTING.check("for", lasting);
        if (then.takesTheSeat()) {
            switch (when) {
                case Trigger.OfKind kind -> checkNotSuspicionAlone(kind.fault(), then);
                case Trigger.Detectors _ ->
                        Range.between(2, COUNT.high()).check("when.detectors", count);
            }
        }
    }

    private static void checkNotSuspicionAlone(FaultKind fault, Consequence then) {
        boolean suspicion = fault.strength() == FaultKind.Strength.SUSPICION;
        if (suspicion && fault != FaultKind.LABELLED_ERROR) {
            throw new InvalidPolicy(
                    new PolicyProblem(
                            "then",
                            "is " + Words.of(then) + " on " + Words.of(fault) + " alone",
                            "one detector's suspicion may only alert or lead to probation; write"
                                    + " when: {detectors: 2} to wait for a second one"));
        }
    }

    private static QuarantineRule quarantine(Trigger when, int count) {
        return new QuarantineRule(
                when, count, Duration.ofDays(1), Consequence.QUARANTINE, Duration.ofDays(1));
    }

    void outline(Outline to) {
        switch (when) {
            case Trigger.OfKind kind -> {
                to.put("when.fault", kind.fault());
                to.put("when.count", count);
            }
            case Trigger.Detectors _ -> to.put("when.detectors", count);
        }
        to.put("when.within", within);
        to.put("then", then);
        to.put("for", lasting);
    }
}
