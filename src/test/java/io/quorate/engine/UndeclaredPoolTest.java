package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.planning.replay.Desk;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndeclaredPoolTest {
    @Test
    void aPoolWithoutAgentsAnswersWithoutConsensusAndSaysWhatToDo() {
        Policy policy = Policy.of(PoolPolicy.of(Desk.POOL, List.of()));
        DecisionRecord decided =
                Desk.decide(policy, Submission.ofAnswer("When?", "In 1931."), List.of());
        assertEquals(
                Outcome.noConsensus(OutcomeReason.INSUFFICIENT_AGENTS),
                decided.findings().outcome());
        String said = decided.findings().pools().getFirst().explanation();
        assertTrue(said.contains("declare 4 more in the policy"), said);
    }
}
