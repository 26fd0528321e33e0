package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// The name of a hold, as whoever placed it chose it: that of a case or an incident.
public record HoldId(String value) implements Comparable<HoldId> {
    public HoldId {
        Identifier.check("hold id", value);
    }

    @Override
    public int compareTo(HoldId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HoldId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
