package io.quorate.core.protocol;

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
}
