package io.quorate.core.protocol;

/// The name of one canary.
public record CanaryId(String value) implements Comparable<CanaryId> {
    public CanaryId {
        Identifier.check("canary id", value);
    }

    @Override
    public int compareTo(CanaryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
