package io.quorate.engine.trail;

/// In which order rows come: by time, then by log, then by index.
public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
}
