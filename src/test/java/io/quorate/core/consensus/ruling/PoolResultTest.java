package io.quorate.core.consensus.ruling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.WhenNotApplicable;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class PoolResultTest {
    private static final Submission WITHOUT = Submission.ofAnswer("How far?", "Far.");
    private static final Submission WITH =
            Submission.ofAnswer("How far?", "Far.", new Source("s", "", "It is far."));

    @Test
    void aPoolThatHasWhatItNeedsIsAsked() {
        assertEquals(
                Optional.empty(),
                PoolResult.unasked(pool(WhenNotApplicable.ESCALATE, Need.SOURCES), WITH));
        assertEquals(Optional.empty(), PoolResult.unasked(pool(WhenNotApplicable.SKIP), WITHOUT));
    }

    @Test
    void whatIsMissingEscalatesByDefault() {
        assertEquals(
                Optional.of(
                        new PoolResult.Answered(
                                new PoolId("facts"),
                                Participation.REQUIRED,
                                Outcome.noConsensus(OutcomeReason.NOT_APPLICABLE))),
                PoolResult.unasked(pool(WhenNotApplicable.ESCALATE, Need.SOURCES), WITHOUT));
    }

    @Test
    void whatIsMissingMayBeSkippedAndIsNamed() {
        assertEquals(
                Optional.of(
                        new PoolResult.Skipped(
                                new PoolId("facts"),
                                Participation.REQUIRED,
                                Set.of(Need.SOURCES, Need.CONTEXT))),
                PoolResult.unasked(
                        pool(WhenNotApplicable.SKIP, Need.SOURCES, Need.QUESTION, Need.CONTEXT),
                        WITHOUT));
    }

    private static PoolPolicy pool(WhenNotApplicable when, Need... needs) {
        AgentPolicy agent = AgentPolicy.of(new AgentId("ann"), new FaultDomain("mistral"));
        return PoolPolicy.named(new PoolId("facts"))
                .agents(List.of(agent))
                .needs(Set.of(needs))
                .whenNotApplicable(when)
                .build();
    }
}
