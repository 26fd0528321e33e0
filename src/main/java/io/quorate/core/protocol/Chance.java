package io.quorate.core.protocol;

/// A probability as far as it is determined: the rates and pairwise correlations of three agents
/// leave a little room.
///
/// @param least over everything that fits what is known
/// @param likely without any further dependence than what is known
/// @param most over everything that fits what is known
public record Chance(double least, double likely, double most) {
    public static Chance of(double exactly) {
        return new Chance(exactly, exactly, exactly);
    }

    public Chance otherwise() {
        return new Chance(1 - most, 1 - likely, 1 - least);
    }

    /// The same, when what it counts may as well not happen at all.
    public Chance atMost() {
        return new Chance(0, likely, most);
    }

    public Chance plus(Chance other) {
        return new Chance(least + other.least, likely + other.likely, most + other.most);
    }
}
