package io.quorate.core.planning.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.QuarantinePolicy;
import io.quorate.core.policy.QuarantinePolicy.SlowAgentRule;
import io.quorate.core.policy.QuarantineRule;
import io.quorate.core.policy.QuarantineRule.Consequence;
import io.quorate.core.policy.QuarantineRule.Trigger;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PenaltiesTest {
    private static final PoolId POOL = new PoolId("facts");
    private static final AgentId MALLORY = new AgentId("a0");
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aRuleTakesTheSeatOnceItsCountIsReachedWithinItsTime() {
        Penalties penalties = new Penalties(policy(3, 10, SlowAgentRule.DEFAULT));
        List.of(0, 30, 70, 80, 89).forEach(minutes -> penalties.take(found(minutes)));
        assertEquals(removals(0, 1), penalties.removals());
    }

    @Test
    void onlyWhatIsFoundAfterAMoveCounts() {
        Penalties penalties = new Penalties(policy(2, 10, SlowAgentRule.DEFAULT));
        List.of(0, 1, 2, 3, 4).forEach(minutes -> penalties.take(found(minutes)));
        assertEquals(removals(0, 1), penalties.removals());
        // The quarantine has ended, and it takes two again.
        List.of(100, 101).forEach(minutes -> penalties.take(found(minutes)));
        assertEquals(removals(0, 2), penalties.removals());
    }

    @Test
    void whoHasTooManyStrikesDoesNotComeBack() {
        Penalties penalties = new Penalties(policy(1, 2, SlowAgentRule.DEFAULT));
        List.of(0, 100, 200, 300).forEach(minutes -> penalties.take(found(minutes)));
        assertEquals(removals(0, 2), penalties.removals());
    }

    @Test
    void missedVotesCountWhereTheyHaveAConsequence() {
        SlowAgentRule slow = new SlowAgentRule(3, HOUR, Consequence.QUARANTINE, HOUR);
        Penalties harsh = new Penalties(policy(1, 10, slow));
        Penalties patient = new Penalties(policy(1, 10, SlowAgentRule.DEFAULT));
        for (int i = 0; i < 5; i++) {
            harsh.take(new Episode.Missed(POOL, MALLORY, BEGIN.plusSeconds(i)));
            patient.take(new Episode.Missed(POOL, MALLORY, BEGIN.plusSeconds(i)));
        }
        assertEquals(removals(0, 1), harsh.removals());
        assertEquals(new Removals(0, 0, List.of()), patient.removals());
    }

    @Test
    void whatHappenedIsCountedWhateverTheCandidateSays() {
        Penalties penalties = new Penalties(policy(1, 10, SlowAgentRule.DEFAULT));
        penalties.take(new Episode.Removed(POOL, MALLORY, BEGIN));
        AgentId stranger = new AgentId("stranger");
        penalties.take(new Episode.Found(POOL, stranger, BEGIN, FaultKind.EQUIVOCATION));
        penalties.take(
                new Episode.Found(new PoolId("gone"), MALLORY, BEGIN, FaultKind.EQUIVOCATION));
        assertEquals(removals(1, 0), penalties.removals());
    }

    private static Removals removals(long recorded, long candidate) {
        return new Removals(
                recorded,
                candidate,
                List.of(new Removals.OfAgent(POOL, MALLORY, recorded, candidate)));
    }

    private static Episode found(int minutes) {
        return new Episode.Found(
                POOL, MALLORY, BEGIN.plus(Duration.ofMinutes(minutes)), FaultKind.EQUIVOCATION);
    }

    private static Policy policy(int count, int strikes, SlowAgentRule slow) {
        QuarantineRule rule =
                new QuarantineRule(
                        new Trigger.OfKind(FaultKind.EQUIVOCATION),
                        count,
                        Duration.ofMinutes(20),
                        Consequence.QUARANTINE,
                        HOUR);
        List<AgentPolicy> agents =
                IntStream.range(0, 4)
                        .mapToObj(
                                i -> AgentPolicy.of(new AgentId("a" + i), new FaultDomain("d" + i)))
                        .toList();
        return Policy.of(
                PoolPolicy.of(POOL, agents)
                        .changed()
                        .quarantine(new QuarantinePolicy(List.of(rule), strikes, slow))
                        .build());
    }
}
