package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// The caller's own name for a request; a retry carries the same one.
public record RequestId(String value) implements Comparable<RequestId> {
    public RequestId {
        Identifier.check("request id", value);
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
