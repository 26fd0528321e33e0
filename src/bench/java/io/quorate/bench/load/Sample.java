package io.quorate.bench.load;

import io.grpc.Status;
import io.quorate.bench.bed.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// The calls that were due between two moments.
///
/// Threads: [#count] may be called by any, the others by one.
final class Sample {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final long begin;
    private final long end;
    private final long pid;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST, DIGITS);
    private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
    private Duration sidecar = Duration.ZERO;
    private Duration driver = Duration.ZERO;

    private Sample(long begin, long end, long pid) {
        this.begin = begin;
        this.end = end;
        this.pid = pid;
    }

    static Sample after(Duration warmUp, Duration time, long pid) {
        long begin = System.nanoTime() + warmUp.toNanos();
        return new Sample(begin, begin + time.toNanos(), pid);
    }

    long begin() {
        return begin;
    }

    long end() {
        return end;
    }

    void begins() {
        sidecar = Usage.processor(pid).negated();
        driver = own().negated();
    }

    void ends() {
        sidecar = sidecar.plus(Usage.processor(pid));
        driver = driver.plus(own());
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Notes how a call ended that was due at this moment.
    void count(long due, Status status) {
        if (due < begin || due >= end) {
            return;
        }
        if (status.isOk()) {
            latencies.recordValue(Math.min(System.nanoTime() - due, LONGEST));
        } else {
            failures.computeIfAbsent(status.getCode().name(), _ -> new LongAdder()).increment();
        }
    }

    Timing timing() {
        long failed = failures.values().stream().mapToLong(LongAdder::sum).sum();
        return new Timing(
                latencies,
                failed,
                failures.toString(),
                Duration.ofNanos(end - begin),
                sidecar,
                driver);
    }
}
