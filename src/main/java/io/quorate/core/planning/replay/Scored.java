package io.quorate.core.planning.replay;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import java.util.List;
import java.util.Optional;

/// What a decision came to, or would have.
///
/// @param wrong how probable it is that this is wrong, by the posterior of that time; 0 when
///   nothing was decided
/// @param spending what asking for it cost
record Scored(Outcome outcome, double wrong, Spending spending) {

    static Scored of(DecisionRecord record, Outcome outcome, Spending spending) {
        return new Scored(
                outcome,
                outcome.escalates()
                        ? 0
                        : 1 - probability(record.findings().pools(), outcome.choice()),
                spending);
    }

    /// How probable the posterior found the choice; of several pools, the least.
    private static double probability(List<PoolOutcome> pools, Optional<Choice> chosen) {
        double least = 1;
        for (PoolOutcome pool : pools) {
            if (pool.confidence().isPresent()) {
                double leaning = pool.confidence().getAsDouble();
                least = Math.min(least, pool.leaning().equals(chosen) ? leaning : 1 - leaning);
            }
        }
        return least;
    }
}
