package io.quorate.bench.load;

import io.quorate.bench.report.Result;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/// How calls went.
///
/// @param latencies of those that were answered, in nanoseconds
/// @param failures how often which status came, for people
/// @param sidecar the processor's time of the sidecar
/// @param driver the processor's time of the driver, agents that it plays included
public record Timing(
        Histogram latencies,
        long failed,
        String failures,
        Duration time,
        Duration sidecar,
        Duration driver) {
    private static final double NANOS_PER_MILLI = 1e6;

    /// What two drivers measured of two sidecars in the same time.
    public Timing and(Timing other) {
        Histogram both = latencies.copy();
        both.add(other.latencies);
        return new Timing(
                both,
                failed + other.failed,
                failures + other.failures,
                time,
                sidecar.plus(other.sidecar),
                driver);
    }

    long answered() {
        return latencies.getTotalCount();
    }

    public double perSecond() {
        return answered() * 1e9 / time.toNanos();
    }

    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /// Adds all that there is to tell; the median never without p99 and maximum.
    public Result on(Result result) {
        if (failed > 0) {
            System.err.println("failed: " + failures);
        }
        long calls = Math.max(1, answered() + failed);
        return result.with("per_s", perSecond())
                .with("p50_ms", millis(50))
                .with("p99_ms", millis(99))
                .with("max_ms", latencies.getMaxValue() / NANOS_PER_MILLI)
                .with("failed", failed)
                .with("sidecar_cpu_us", sidecar.toNanos() / 1e3 / calls)
                .with("driver_cpu_us", driver.toNanos() / 1e3 / calls);
    }
}
