package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// The name of a pool: the agents that answer one question about a submission.
public record PoolId(String value) implements Comparable<PoolId> {
    public PoolId {
        Identifier.check("pool", value);
    }

    @Override
    public int compareTo(PoolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
