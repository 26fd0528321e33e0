package io.quorate.core.protocol;

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
}
