package io.quorate.core.consensus.ruling;

import io.quorate.core.policy.Need;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What one pool contributes to a submission's verdict.
public sealed interface PoolResult {
    PoolId pool();

    Participation participation();

    /// The same, taking another part in the verdict.
    default PoolResult as(Participation part) {
        return switch (this) {
            case Answered(var pool, var _, var outcome) -> new Answered(pool, part, outcome);
            case Skipped(var pool, var _, var missing) -> new Skipped(pool, part, missing);
        };
    }

    /// The pool came to an outcome, be it that it does not apply.
    record Answered(PoolId pool, Participation participation, Outcome outcome)
            implements PoolResult {}

    /// The pool was left out, because the submission lacks what it needs.
    record Skipped(PoolId pool, Participation participation, Set<Need> missing)
            implements PoolResult {
        public Skipped {
            missing = Collections.unmodifiableSet(EnumSet.copyOf(missing));
        }
    }

    /// The result of a pool that is not asked because the submission lacks something; empty when
    /// the pool applies and has to be asked.
    static Optional<PoolResult> unasked(PoolPolicy pool, Submission submission) {
        Set<Need> missing = missing(pool, submission);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (pool.whenNotApplicable()) {
                    case ESCALATE ->
                            new Answered(
                                    pool.id(),
                                    pool.participation(),
                                    Outcome.noConsensus(OutcomeReason.NOT_APPLICABLE));
                    case SKIP -> new Skipped(pool.id(), pool.participation(), missing);
                });
    }

    /// What the pool needs and the submission lacks.
    static Set<Need> missing(PoolPolicy pool, Submission submission) {
        Set<Need> missing = EnumSet.noneOf(Need.class);
        for (Need need : pool.needs()) {
            boolean there =
                    switch (need) {
                        case SOURCES -> !submission.sources().isEmpty();
                        case QUESTION -> !submission.question().isBlank();
                        case CONTEXT -> !submission.context().isBlank();
                        case ANSWER -> !(submission.matter() instanceof Matter.Query);
                        case QUERY -> submission.matter() instanceof Matter.Query;
                    };
            if (!there) {
                missing.add(need);
            }
        }
        return missing;
    }
}
