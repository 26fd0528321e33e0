package io.quorate.core.planning.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void ofNoneThereAreNoQuantiles() {
        assertEquals(Optional.empty(), latencies.quantiles());
    }

    @Test
    void quantilesAreAtMostFivePercentTooHigh() {
        IntStream.rangeClosed(1, 1_000).forEach(millis -> latencies.add(Duration.ofMillis(millis)));
        Latency latency = latencies.quantiles().orElseThrow();
        assertNear(500, latency.median());
        assertNear(950, latency.p95());
        assertNear(990, latency.p99());
    }

    @Test
    void aClockThatWasSetBackAndAYearHaveTheirPlaces() {
        latencies.add(Duration.ofMillis(-5));
        assertEquals(Duration.ofNanos(1_000), latencies.quantiles().orElseThrow().median());
        latencies.add(Duration.ofDays(365));
        latencies.add(Duration.ofDays(365));
        assertTrue(latencies.quantiles().orElseThrow().p99().toDays() >= 365);
    }

    private static void assertNear(long millis, Duration found) {
        double ratio = found.toNanos() / (millis * 1e6);
        assertTrue(ratio >= 1 && ratio <= 1.05, () -> found + " for " + millis + " ms");
    }
}
