package io.quorate.core.protocol;

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
}
