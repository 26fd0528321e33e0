package io.quorate.core.planning.replay;

import io.quorate.core.protocol.Choice;
import java.util.Optional;

/// Adds up what decisions came to under one policy.
final class Tally {
    private long accepted;
    private long rejected;
    private long noConsensus;
    private long provisional;
    private double expectedWrong;
    private Agreement agreement = Agreement.NONE;
    private Spending spending = Spending.NONE;

    void add(Scored scored, Optional<Choice> known) {
        switch (scored.outcome().verdict()) {
            case ACCEPTED -> accepted++;
            case REJECTED -> rejected++;
            case NO_CONSENSUS -> noConsensus++;
            case PROVISIONAL -> provisional++;
        }
        expectedWrong += scored.wrong();
        spending = spending.plus(scored.spending());
        known.ifPresent(right -> agreement = agreement.and(scored.outcome(), right));
    }

    Verdicts verdicts() {
        return new Verdicts(
                accepted, rejected, noConsensus, provisional, expectedWrong, agreement, spending);
    }
}
