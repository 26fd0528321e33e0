package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// The name of one validator agent, unique in a deployment.
public record AgentId(String value) implements Comparable<AgentId> {
    public AgentId {
        Identifier.check("agent id", value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgentId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
