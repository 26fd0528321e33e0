package io.quorate.core.protocol;

/// What agents share that makes them fail together: a base model, a vendor, a host.
public record FaultDomain(String value) implements Comparable<FaultDomain> {
    public FaultDomain {
        Identifier.check("fault domain", value);
    }

    @Override
    public int compareTo(FaultDomain other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
