package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanaryId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
