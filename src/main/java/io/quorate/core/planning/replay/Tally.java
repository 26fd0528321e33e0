package io.quorate.core.planning.replay;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import java.util.List;
import java.util.Optional;

/// Adds up what decisions came to under one policy.
final class Tally {
    private long accepted;
    private long rejected;
    private long noConsensus;
    private long provisional;
    private double expectedWrong;
    private Agreement agreement = Agreement.NONE;

    void add(Recorded decision, Outcome outcome) {
        switch (outcome.verdict()) {
            case ACCEPTED -> accepted++;
            case REJECTED -> rejected++;
            case NO_CONSENSUS -> noConsensus++;
            case PROVISIONAL -> provisional++;
        }
        if (!outcome.escalates()) {
            expectedWrong +=
                    1 - probability(decision.record().findings().pools(), outcome.choice());
        }
        decision.known().ifPresent(known -> agreement = agreement.and(outcome, known));
    }

    Verdicts verdicts() {
        return new Verdicts(accepted, rejected, noConsensus, provisional, expectedWrong, agreement);
    }

    /// How probable the posterior of that time found the choice; of several pools, the least.
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
