package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// The log of one sidecar; a workload has one origin for each sidecar that runs at a time.
public record Origin(String value) implements Comparable<Origin> {
    public Origin {
        Identifier.check("origin", value);
    }

    @Override
    public int compareTo(Origin other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
