package io.quorate.core.planning.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.InvalidPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Mallory is always wrong and equivocates twice, two hours apart; Bob is always right and does it
/// once.
class RuleSweepTest {
    private static final AgentId MALLORY = new AgentId("a0");
    private static final AgentId BOB = new AgentId("a1");
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final PoolPolicy POOL =
            PoolPolicy.of(
                    Desk.POOL,
                    IntStream.range(0, 7)
                            .mapToObj(i ->
                                    AgentPolicy.of(new AgentId("a" + i), new FaultDomain("d" + i)))
                            .toList());

    @Test
    void aRuleIsTunedToTakeTheSeatsOfThoseThatLabelsShowToBeWrong() {
        SweepReport report = sweep("quarantine.rules.1.count", "1", "2", "3");
        assertEquals(new Dismissals(2, 2, 1, 1, 0), seats(report.today()));
        assertEquals(
                List.of(
                        new Dismissals(2, 2, 1, 1, 0),
                        new Dismissals(1, 1, 1, 0, 0),
                        new Dismissals(0, 0, 0, 0, 1)),
                report.rows().stream().map(RuleSweepTest::seats).toList());
        SweepReport.Proposal.Change change =
                assertInstanceOf(SweepReport.Proposal.Change.class, report.proposal());
        assertEquals("2", change.value());
        assertTrue(report.inWords().contains("seats taken"), report::inWords);
        assertFalse(report.inWords().contains("agent_pools"), "a rule has no key of its own");
        assertTrue(SweepChart.of(report).contains("misjudged"));
    }

    @Test
    void theTimeOfARuleIsTuned() {
        PoolPolicy twice = Knob.of("quarantine.rules.1.count").orElseThrow().set(POOL, "2");
        SweepReport report = sweep(twice, "quarantine.rules.1.within", "1h", "1d");
        assertEquals(
                List.of(0L, 1L), report.rows().stream().map(row -> seats(row).removals()).toList());
        assertInstanceOf(SweepReport.Proposal.Keep.class, report.proposal());
    }

    @Test
    void nothingIsProposedWhereNothingIsKnown() {
        SweepReport report = sweep(POOL, Optional.empty(), "quarantine.rules.1.count", "1", "3");
        assertInstanceOf(SweepReport.Proposal.Keep.class, report.proposal());
    }

    @Test
    void whatTheRuleMayNotHaveIsRefused() {
        assertThrows(InvalidPolicy.class, () -> sweep("quarantine.rules.4.count", "1"));
        assertThrows(InvalidPolicy.class, () -> sweep("quarantine.rules.1.count", "0"));
        assertThrows(InvalidPolicy.class, () -> sweep("quarantine.rules.1.within", "3"));
        assertThrows(InvalidPolicy.class, () -> sweep("quarantine.slow_agent.misses", "1h"));
        assertEquals(Optional.empty(), Knob.of("quarantine.rules.65.count"));
    }

    private static Dismissals seats(SweepReport.Row row) {
        return row.dismissals().orElseThrow();
    }

    private static SweepReport sweep(String key, String... values) {
        return sweep(POOL, key, values);
    }

    private static SweepReport sweep(PoolPolicy pool, String key, String... values) {
        return sweep(pool, Optional.of(Choice.REJECT), key, values);
    }

    private static SweepReport sweep(
            PoolPolicy pool, Optional<Choice> right, String key, String... values) {
        Sweep sweep = new Sweep(Policy.of(pool), pool, Knob.of(key).orElseThrow(), List.of(values));
        sweep.take(found(Desk.POOL, MALLORY, Duration.ZERO));
        sweep.take(found(Desk.POOL, BOB, Duration.ofHours(1)));
        sweep.take(found(new PoolId("another"), BOB, Duration.ofHours(1)));
        sweep.take(found(Desk.POOL, MALLORY, Duration.ofHours(2)));
        for (int i = 0; i < 20; i++) {
            sweep.take(sweep.judge(decided(right)));
        }
        return sweep.report();
    }

    private static Episode found(PoolId pool, AgentId agent, Duration after) {
        return new Episode.Found(pool, agent, BEGIN.plus(after), FaultKind.EQUIVOCATION);
    }

    private static Recorded decided(Optional<Choice> right) {
        List<Vote> votes =
                IntStream.range(0, 7)
                        .mapToObj(i ->
                                Vote.of(
                                        new AgentId("a" + i),
                                        i == 0 ? Choice.ACCEPT : Choice.REJECT,
                                        0.7))
                        .toList();
        return new Recorded(
                Desk.decide(Policy.of(POOL), Submission.ofAnswer("When?", "In 1931."), votes),
                right);
    }
}
