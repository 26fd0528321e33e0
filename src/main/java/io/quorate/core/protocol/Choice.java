package io.quorate.core.protocol;

import org.jspecify.annotations.Nullable;

/// What a vote can be for: `ACCEPT` or `REJECT` an answer, one of the candidates by its id, or
/// `NONE` of them.
public record Choice(String value) implements Comparable<Choice> {
    public static final Choice ACCEPT = new Choice("ACCEPT");
    public static final Choice REJECT = new Choice("REJECT");
    public static final Choice NONE = new Choice("NONE");

    /// How an abstention is written where a choice is expected; never a choice.
    public static final String ABSTAIN = "ABSTAIN";

    public Choice {
        Identifier.check("choice", value);
    }

    /// Whether the name is taken by a choice of its own, so that no candidate can have it.
    public static boolean isReserved(String value) {
        return value.equals(ACCEPT.value)
                || value.equals(REJECT.value)
                || value.equals(NONE.value)
                || value.equals(ABSTAIN);
    }

    /// Whether choosing it turns the submission down.
    public boolean isAgainst() {
        return equals(REJECT) || equals(NONE);
    }

    @Override
    public int compareTo(Choice other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Choice that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
