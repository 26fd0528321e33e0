package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultDomain that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
