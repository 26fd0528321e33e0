package io.quorate.core.planning.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.planning.replay.DryRunReport.Move;
import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.InvalidPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Vote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final Submission SUBMISSION = Submission.ofAnswer("When?", "In 1931.");
    private static final PoolPolicy POOL = PoolPolicy.of(Desk.POOL, agents(7));
    private static final PoolPolicy STRICT =
            POOL.changed()
                    .threshold(new HeadThreshold.Supermajority(new BigDecimal("0.8")))
                    .build();

    @Test
    void aStricterThresholdEscalatesWhatABareQuorumAccepted() {
        DryRun run = new DryRun(Policy.of(STRICT), Policy.of(POOL));
        run.take(run.judge(decided(7, Optional.empty())));
        run.take(run.judge(decided(5, Optional.of(Choice.REJECT))));
        run.take(run.judge(decided(5, Optional.of(Choice.ACCEPT))));
        run.take(run.judge(decided(4, Optional.empty())));
        DryRunReport report = run.report();
        assertEquals(4, report.decisions());
        assertEquals(Map.of(new Move(Verdict.ACCEPTED, Verdict.NO_CONSENSUS), 2L), report.moves());
        assertEquals(2, report.flips());
        assertEquals(3, report.before().accepted());
        assertEquals(1, report.before().escalated());
        assertEquals(3, report.after().escalated());
        assertEquals(new Agreement(1, 1, 0, 0), report.before().agreement());
        assertEquals(new Agreement(0, 0, 0, 2), report.after().agreement());
        assertTrue(report.after().expectedWrong() < report.before().expectedWrong());
    }

    @Test
    void whatAskingCostsIsTakenFromThePrices() {
        List<AgentPolicy> paid = agents(7).stream().map(agent -> priced(agent, "0.25")).toList();
        PoolPolicy dear = POOL.changed().agents(paid).build();
        PoolPolicy cheap = POOL.changed().minAgents(4).agents(paid.subList(0, 4)).build();
        DryRun run = new DryRun(Policy.of(cheap), Policy.of(dear));
        run.take(run.judge(decided(7, Optional.empty())));
        run.take(run.judge(decided(7, Optional.empty())));
        DryRunReport report = run.report();
        assertEquals(new Spending(14, new BigDecimal("3.50")), report.before().spending());
        assertEquals(new Spending(8, new BigDecimal("2.00")), report.after().spending());
        assertTrue(report.inWords().contains("cost of calls"), report::inWords);
        assertTrue(report.latency().isPresent());
    }

    @Test
    void tokensCostWhatTheCandidateSaysWhereItHasAPriceForThem() {
        Usage counted = new Usage(1_000_000, 100_000, new BigDecimal("0.50"));
        AgentPolicy model = reached(agents(1).getFirst(), "0.01", judge("2", "10"));
        List<AgentPolicy> others = agents(7).subList(1, 7);
        PoolPolicy dearer =
                POOL.changed()
                        .agents(Stream.concat(Stream.of(model), others.stream()).toList())
                        .build();
        DecisionRecord record = counting(decided(7, Optional.empty()).record(), counted);

        DryRun known = new DryRun(Policy.of(dearer), Policy.of(POOL));
        known.take(known.judge(new Recorded(record, Optional.empty())));
        assertEquals(new Spending(1, new BigDecimal("3.01")), known.report().after().spending());

        Policy undeclared = Policy.of(PoolPolicy.of(Desk.POOL, List.of()));
        DryRun unknown = new DryRun(undeclared, undeclared);
        unknown.take(unknown.judge(new Recorded(record, Optional.empty())));
        assertEquals(new Spending(7, new BigDecimal("0.5")), unknown.report().after().spending());
    }

    /// As if the first vote had come from a model.
    private static DecisionRecord counting(DecisionRecord record, Usage counted) {
        Findings findings = record.findings();
        PoolOutcome pool = findings.pools().getFirst();
        RoundReport round = pool.rounds().getFirst();
        List<Arrival> arrivals = new ArrayList<>(round.arrivals());
        arrivals.set(0, new Arrival(OptionalLong.empty(), Optional.of(counted)));
        RoundReport changed =
                new RoundReport(
                        round.number(),
                        round.electorate(),
                        round.f(),
                        round.q(),
                        round.weightNeeded(),
                        round.receptions(),
                        round.votes(),
                        arrivals,
                        round.tally(),
                        round.faults(),
                        round.epoch(),
                        round.shadows(),
                        round.effectiveVoters(),
                        round.evidenceReview());
        return record.with(
                new Findings(
                        findings.outcome(),
                        findings.explanation(),
                        List.of(pool.with(List.of(changed))),
                        findings.skipped()));
    }

    private static Transport judge(String inputPrice, String outputPrice) {
        return new Transport.OpenAi(
                "http://127.0.0.1/v1",
                "judge",
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ZERO,
                Transport.OpenAi.Aspect.FACT,
                Optional.empty(),
                new BigDecimal(inputPrice),
                new BigDecimal(outputPrice));
    }

    private static AgentPolicy priced(AgentPolicy agent, String price) {
        return reached(agent, price, new Transport.Attend("TOKEN"));
    }

    private static AgentPolicy reached(AgentPolicy agent, String price, Transport transport) {
        return new AgentPolicy(
                agent.id(),
                agent.domain(),
                agent.specialization(),
                agent.baseWeight(),
                agent.confidenceThreshold(),
                agent.publicKey(),
                transport,
                agent.guard(),
                new BigDecimal(price));
    }

    @Test
    void theSampleIsBounded() {
        DryRun run = new DryRun(Policy.of(STRICT), Policy.of(POOL));
        IntStream.range(0, 100).forEach(_ -> run.take(run.judge(decided(5, Optional.empty()))));
        assertEquals(100, run.report().flips());
        assertEquals(DryRun.SAMPLE_OF_EACH, run.report().sample().size());
    }

    @Test
    void whatThePoolWasNotAskedIsUndetermined() {
        DryRun run =
                new DryRun(
                        Policy.of(PoolPolicy.of(new PoolId("other"), agents(4))), Policy.of(POOL));
        run.take(run.judge(decided(7, Optional.empty())));
        assertEquals(Map.of(Cause.POOL_UNKNOWN, 1L), run.report().undetermined());
        assertEquals(0, run.report().before().count());
    }

    @Test
    void aSweepProposesFewerWrongDecisionsForNoMoreEscalations() {
        Sweep sweep = sweep(STRICT, "0.6", "0.9");
        for (int i = 0; i < 40; i++) {
            sweep.take(sweep.judge(decided(5, Optional.of(Choice.ACCEPT))));
        }
        SweepReport report = sweep.report();
        assertEquals(40, report.today().verdicts().escalated());
        assertEquals(0, report.rows().getFirst().verdicts().escalated());
        SweepReport.Proposal.Change change =
                assertInstanceOf(SweepReport.Proposal.Change.class, report.proposal());
        assertEquals("0.6", change.value());
        assertTrue(report.inWords().contains("facts: {threshold: 0.6}"), report::inWords);
        assertTrue(SweepChart.of(report).contains("<polyline"));
    }

    @Test
    void aSweepNeverProposesMoreEscalations() {
        Sweep sweep = sweep(POOL, "0.8", "0.9");
        for (int i = 0; i < 40; i++) {
            sweep.take(sweep.judge(decided(5, Optional.of(Choice.REJECT))));
        }
        assertInstanceOf(SweepReport.Proposal.Keep.class, sweep.report().proposal());
    }

    @Test
    void aValueThatThePolicyMayNotHaveIsRefused() {
        assertThrows(InvalidPolicy.class, () -> sweep(POOL, "0.4"));
    }

    private static Sweep sweep(PoolPolicy pool, String... values) {
        return new Sweep(Policy.of(pool), pool, Knob.OfVerdicts.THRESHOLD, List.of(values));
    }

    private static Recorded decided(int accepting, Optional<Choice> known) {
        List<Vote> votes =
                IntStream.range(0, 7)
                        .mapToObj(i ->
                                Vote.of(
                                        new AgentId("a" + i),
                                        i < accepting ? Choice.ACCEPT : Choice.REJECT,
                                        0.7))
                        .toList();
        return new Recorded(Desk.decide(Policy.of(POOL), SUBMISSION, votes), known);
    }

    private static List<AgentPolicy> agents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> AgentPolicy.of(new AgentId("a" + i), new FaultDomain("d" + i)))
                .toList();
    }
}
