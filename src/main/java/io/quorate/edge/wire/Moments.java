package io.quorate.edge.wire;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Times and durations in the form of the well-known types.
final class Moments {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int NANOS_MAX = 999_999_999;

    private Moments() {}

    /// Empty for what the type's definition does not allow.
    static Optional<Instant> read(Timestamp timestamp) {
        boolean allowed =
                timestamp.getSeconds() >= FIRST.getEpochSecond()
                        && timestamp.getSeconds() <= LAST.getEpochSecond()
                        && timestamp.getNanos() >= 0
                        && timestamp.getNanos() <= NANOS_MAX;
        return allowed
                ? Optional.of(Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()))
                : Optional.empty();
    }

    static Timestamp write(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static com.google.protobuf.Duration write(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
