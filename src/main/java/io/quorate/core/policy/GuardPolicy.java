package io.quorate.core.policy;

import java.time.Duration;

/// How an agent is protected from too many calls, and the sidecar from an agent that hangs.
///
/// @param timeout of one call, within the round's deadline
/// @param retries of a call that failed before it was answered
/// @param callsMax calls in flight at a time
/// @param failuresMax failures in a row after which the agent is left alone
/// @param pause how long it is left alone
public record GuardPolicy(
        Duration timeout, int retries, int callsMax, int failuresMax, Duration pause) {
    public static final Range<Duration> TIMEOUT =
            Range.between(Duration.ofMillis(1), Duration.ofMinutes(10));
    public static final Range<Integer> RETRIES = Range.between(0, 10);
    public static final Range<Integer> CALLS = Range.between(1, 10_000);
    public static final Range<Integer> FAILURES = Range.between(1, 10_000);
    public static final Range<Duration> PAUSE =
            Range.between(Duration.ofMillis(100), Duration.ofHours(24));
    public static final GuardPolicy DEFAULT =
            new GuardPolicy(Duration.ofSeconds(30), 1, 64, 20, Duration.ofSeconds(5));

    public GuardPolicy {
        TIMEOUT.check("timeout", timeout);
        RETRIES.check("retries", retries);
        CALLS.check("calls_max", callsMax);
        FAILURES.check("failures_max", failuresMax);
        PAUSE.check("pause", pause);
    }

    void outline(Outline to) {
        to.put("timeout", timeout);
        to.put("retries", retries);
        to.put("calls_max", callsMax);
        to.put("failures_max", failuresMax);
        to.put("pause", pause);
    }
}
