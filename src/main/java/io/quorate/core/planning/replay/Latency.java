package io.quorate.core.planning.replay;

import java.time.Duration;

/// How long decisions took, from their being asked for to their being made.
public record Latency(Duration median, Duration p95, Duration p99) {}
