package io.quorate.core.consensus;

import io.quorate.core.policy.HeadThreshold;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// How many heads decide in an electorate of n seats of which f may be arbitrarily faulty.
///
/// With q = ⌊(n+f)/2⌋ + 1 any two quorums share more than f agents, hence an honest one, which
/// votes once; and the n−f honest agents can always form one, because f = ⌊(n−1)/3⌋ [1].
///
/// [1] Malkhi, Reiter: Byzantine quorum systems. Distributed Computing 11 (1998), §3.
///
/// @param n the seats
/// @param f how many of them may be faulty
/// @param q how many heads a choice needs
public record Quorum(int n, int f, int q) {
    public Quorum {
        if (n < 1 || f != faulty(n) || q < byzantine(n) || q > n) {
            throw new IllegalArgumentException(
                    "n=" + n + ", f=" + f + ", q=" + q + " is no quorum");
        }
    }

    public static Quorum of(int n, HeadThreshold threshold) {
        int byzantine = byzantine(n);
        int asked =
                switch (threshold) {
                    case HeadThreshold.Byzantine() -> byzantine;
                    case HeadThreshold.Supermajority(BigDecimal share) ->
                            share.multiply(BigDecimal.valueOf(n))
                                    .setScale(0, RoundingMode.CEILING)
                                    .intValueExact();
                };
        return new Quorum(n, faulty(n), Math.max(byzantine, asked));
    }

    /// How many seats faults may empty before no decision is taken.
    public int emptiedMax() {
        return Math.max(f, 1);
    }

    private static int faulty(int n) {
        return (n - 1) / 3;
    }

    private static int byzantine(int n) {
        return (n + faulty(n)) / 2 + 1;
    }
}
