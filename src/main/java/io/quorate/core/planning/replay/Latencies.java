package io.quorate.core.planning.replay;

import java.time.Duration;
import java.util.Optional;

/// Counts how long decisions took, in classes that are each a sixteenth of an octave wide, so that
/// any number of them fits and a quantile is at most five percent too high.
final class Latencies {
    private static final int PER_OCTAVE = 16;
    private static final int OCTAVES = 48;

    private final long[] counts = new long[OCTAVES * PER_OCTAVE];
    private long all;

    void add(Duration latency) {
        long micros = Math.max(1, latency.toNanos() / 1_000);
        counts[Math.min(counts.length - 1, (int) Math.ceil(octaves(micros) * PER_OCTAVE))]++;
        all++;
    }

    private static double octaves(long micros) {
        return Math.log((double) micros) / Math.log(2);
    }

    Optional<Latency> quantiles() {
        return all == 0
                ? Optional.empty()
                : Optional.of(new Latency(quantile(0.5), quantile(0.95), quantile(0.99)));
    }

    private Duration quantile(double share) {
        long below = 0;
        int i = -1;
        while (below < share * all) {
            below += counts[++i];
        }
        return Duration.ofNanos(Math.round(1_000 * Math.pow(2, (double) i / PER_OCTAVE)));
    }
}
