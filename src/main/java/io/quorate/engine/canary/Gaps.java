package io.quorate.engine.canary;

import java.time.Duration;
import java.util.Optional;

/// The times between the calls of late, from which those before canaries are drawn. Safe for any
/// number of threads.
final class Gaps {
    private static final int REMEMBERED = 64;

    /// A canary does not wait for long where calls are rare.
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final long[] gaps = new long[REMEMBERED];
    private int seen;
    private long lastNanos;
    private boolean begun;

    /// Takes note of a call.
    synchronized void call(long nanos) {
        if (begun) {
            gaps[seen++ % REMEMBERED] = Math.min(LONGEST_NANOS, Math.max(0, nanos - lastNanos));
        }
        begun = true;
        lastNanos = nanos;
    }

    /// One of them; empty before the second call.
    ///
    /// @param chance from 0 up to, but not including, 1
    synchronized Optional<Duration> draw(double chance) {
        int known = Math.min(seen, REMEMBERED);
        return known == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(gaps[(int) (chance * known)]));
    }
}
