package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// The name of one stored decision.
public record DecisionId(String value) implements Comparable<DecisionId> {
    public DecisionId {
        Identifier.check("decision id", value);
    }

    @Override
    public int compareTo(DecisionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecisionId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
