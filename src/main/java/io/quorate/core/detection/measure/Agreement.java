package io.quorate.core.detection.measure;

/// How often two agents that voted on the same questions said the same.
///
/// @param together questions on which both voted
/// @param same of those, with the same choice
/// @param chance how often they would have said the same by chance, in [0,1)
public record Agreement(long together, long same, double chance) {
    /// Even agents that nearly always answer alike leave this much room beyond chance.
    private static final double CHANCE_MAX = 0.99;

    public Agreement {
        if (same < 0 || same > together) {
            throw new IllegalArgumentException("the same at most as often as together");
        }
        chance = Math.max(0, Math.min(CHANCE_MAX, chance));
    }

    /// Cohen's κ [1], shrunk to 0 as if `prior` more questions had been answered by chance.
    ///
    /// [1] Cohen: A Coefficient of Agreement for Nominal Scales (1960).
    public double kappa(double prior) {
        if (together + prior <= 0) {
            return 0;
        }
        double rate = (same + prior * chance) / (together + prior);
        return (rate - chance) / (1 - chance);
    }

    /// How much more probable the answers are if one copies the other than if the two agree `usual`
    /// (a κ) beyond chance, in nats; a copy deviates `slips` of the time.
    public double logCopying(double usual, double slips) {
        double expected = chance + usual * (1 - chance);
        return same * StrictMath.log((1 - slips) / expected)
                + (together - same) * StrictMath.log(slips / (1 - expected));
    }
}
