package io.quorate.engine.alert;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.Standing;
import io.quorate.core.reputation.Reputation;
import io.quorate.core.reputation.TrackRecord;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.reputation.PoolPage;
import java.math.BigDecimal;
import java.util.Optional;

/// How many agents of a pool labels show to be surely worse, or surely better, than a guess, and
/// how many of these stand as if it were the other way round.
///
/// Who is excluded for good is not held against detection, as an operator may have had other
/// reasons.
record Judged(long wrongly, long all) {
    private static final double MILLION = 1e6;

    static Judged of(PoolPage page) {
        if (page.roll().isEmpty()) {
            return new Judged(0, 0);
        }
        Roll roll = page.roll().get();
        double sureness = page.policy().detection().labelledErrorConfidence().doubleValue();
        long wrongly = 0;
        long all = 0;
        for (Reputation reputation : page.insight().all()) {
            Standing standing =
                    roll.discipline(reputation.agent())
                            .map(Discipline::standing)
                            .orElse(Standing.STANDBY);
            if (!reputation.proven() || standing == Standing.STANDBY) {
                continue;
            }
            double worse = worseThanAGuess(reputation.record());
            if (worse >= sureness) {
                all++;
                wrongly += standing.mayVote() ? 1 : 0;
            } else if (1 - worse >= sureness) {
                all++;
                wrongly += standing == Standing.QUARANTINED ? 1 : 0;
            }
        }
        return new Judged(wrongly, all);
    }

    /// How probable that is after the labelled votes that are not forgotten.
    private static double worseThanAGuess(TrackRecord record) {
        return new Beta(
                        1 + Math.max(0, record.labelledRight() / MILLION),
                        1 + Math.max(0, record.labelledWrong() / MILLION))
                .atMost(record.meanChance());
    }

    Measured against(BigDecimal limit, PoolPage page) {
        return new Measured(
                Concern.BYZANTINE_DETECTION_ACCURACY,
                Optional.of(page.policy().id()),
                wrongly,
                all,
                limit);
    }
}
