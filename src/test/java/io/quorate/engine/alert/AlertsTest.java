package io.quorate.engine.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.planning.replay.Desk;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Climate;
import io.quorate.core.reputation.Evidence;
import io.quorate.core.reputation.Knowledge;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.TrackRecord;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Move;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Notice;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.VirtualTime;
import io.quorate.engine.reputation.PoolPage;
import io.quorate.engine.reputation.ReputationBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A policy with the default limits over a pool of four, in virtual time.
class AlertsTest {
    private static final List<AgentId> AGENTS =
            IntStream.range(0, 4).mapToObj(i -> new AgentId("a" + i)).toList();
    private static final PoolPolicy POOL =
            PoolPolicy.of(
                    Desk.POOL,
                    AGENTS.stream()
                            .map(id -> AgentPolicy.of(id, new FaultDomain(id.value())))
                            .toList());
    private static final Policy POLICY = Policy.of(POOL);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final DecisionRecord AGREED = decided(4);
    private static final DecisionRecord TIED = decided(2);

    private final VirtualTime time = new VirtualTime();
    private final InMemoryLedger ledger = new InMemoryLedger(new Origin("one"));
    private final DecisionCounts counts = new DecisionCounts(time);
    private final List<String> told = new ArrayList<>();
    private final Map<AgentId, TrackRecord> records = new TreeMap<>();
    private Roll roll = Roll.open(AGENTS, List.of(), 4, 4, time.now()).orElseThrow();
    private long waiting;
    private final Alerts alerts =
            new Alerts(() -> POLICY, new Book(), counts, () -> waiting, ledger, time, this::hear);

    AlertsTest() {
        alerts.begin();
    }

    @Test
    void aShareThatIsHardlyChanceIsToldOnceAndEndsOnceTheLimitHasBeenKept() {
        record(AGREED, 25);
        record(TIED, 25);
        time.run(SECOND.multipliedBy(10));
        assertEquals(
                List.of("no_consensus_share 25 of 50", "consensus_success_rate 25 of 50"), told);
        assertEquals(List.of("alert_raised", "alert_raised"), kinds());
        assertEquals(List.of(Concern.NO_CONSENSUS_SHARE, Concern.CONSENSUS_SUCCESS_RATE), raised());
        record(AGREED, 100);
        time.run(SECOND.multipliedBy(29));
        assertEquals(2, raised().size());
        time.run(SECOND.multipliedBy(2));
        assertEquals(List.of(Concern.CONSENSUS_SUCCESS_RATE), raised());
        time.run(Duration.ofMinutes(6));
        assertEquals(List.of(), raised());
        assertEquals(
                List.of("alert_raised", "alert_raised", "alert_ended", "alert_ended"), kinds());
    }

    @Test
    void oneDecisionOfFewMayBeChance() {
        record(AGREED, 3);
        record(TIED, 1);
        time.run(SECOND);
        assertEquals(List.of(), raised());
    }

    @Test
    void aLimitThatIsCrossedAgainMeanwhileGoesOnBeingTheSameAlert() {
        waiting = 10_001;
        time.run(SECOND);
        for (int i = 0; i < 10; i++) {
            waiting = 10_000;
            time.run(SECOND.multipliedBy(20));
            waiting = 10_001;
            time.run(SECOND);
        }
        assertEquals(List.of("unrecorded_max 10001 of 10000"), told);
    }

    @Test
    void seatsLostToQuarantineAreCounted() {
        quarantine(0);
        time.run(SECOND);
        assertEquals(List.of(), raised());
        quarantine(1);
        time.run(SECOND);
        assertEquals(List.of("quarantined_share 2 of 4"), told);
    }

    @Test
    void detectionIsWrongAboutALiarWithASeatAndAboutAnHonestAgentWithoutOne() {
        labelled(0, 2, 28);
        labelled(1, 28, 2);
        labelled(2, 15, 15);
        labelled(3, 0, 10);
        time.run(SECOND);
        assertEquals(List.of("byzantine_detection_accuracy 1 of 2"), told);
        quarantine(0);
        time.run(SECOND.multipliedBy(35));
        assertEquals(List.of(), raised());
        quarantine(1);
        time.run(SECOND);
        assertEquals(
                List.of(
                        "pool facts: labels contradict how 1 of 2 agents stand"
                                + " (consensus.performance_targets.byzantine_detection_accuracy is"
                                + " 0.999)"),
                alerts.raised().stream()
                        .map(Alert::measured)
                        .filter(each -> each.concern() == Concern.BYZANTINE_DETECTION_ACCURACY)
                        .map(Measured::inWords)
                        .toList());
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        alerts.close();
        waiting = 20_000;
        time.run(SECOND.multipliedBy(5));
        assertEquals(List.of(), told);
    }

    private void record(DecisionRecord decision, int times) {
        Reply.Timings timings = new Reply.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        for (int i = 0; i < times; i++) {
            counts.emit(new Signals.Signal.Decided(decision, timings));
        }
    }

    private void hear(Signals.Signal signal) {
        switch (signal) {
            case Signals.Signal.AlertRaised(Measured measured) -> told.add(text(measured));
            case Signals.Signal.AlertEnded _ -> {}
            default -> throw new AssertionError(signal);
        }
    }

    private static String text(Measured measured) {
        String all =
                measured.concern() == Concern.UNRECORDED_MAX
                        ? measured.limit().toPlainString()
                        : Long.toString(measured.all());
        return measured.concern().word() + " " + measured.beyond() + " of " + all;
    }

    private List<Concern> raised() {
        return alerts.raised().stream().map(alert -> alert.measured().concern()).toList();
    }

    private List<String> kinds() {
        return ledger.notices().stream().map(Notice::kind).toList();
    }

    private void quarantine(int agent) {
        Discipline before = roll.discipline(AGENTS.get(agent)).orElseThrow();
        Discipline after =
                new Discipline(
                        Standing.QUARANTINED,
                        1,
                        time.now(),
                        Optional.of(time.now().plusSeconds(86_400)),
                        0);
        Cause cause = new Cause.Rule(FaultKind.EQUIVOCATION, "");
        roll = roll.after(new Move(AGENTS.get(agent), before, after, cause), _ -> 0, time.now());
    }

    private void labelled(int agent, int right, int wrong) {
        long million = 1_000_000;
        records.put(
                AGENTS.get(agent),
                new TrackRecord(
                        right + wrong,
                        (right + wrong) * million / 2,
                        right * million,
                        wrong * million,
                        Evidence.NONE,
                        Evidence.NONE,
                        0,
                        0,
                        0,
                        0));
    }

    private static DecisionRecord decided(int accepting) {
        List<Vote> votes =
                IntStream.range(0, 4)
                        .mapToObj(i ->
                                Vote.of(
                                        AGENTS.get(i),
                                        i < accepting ? Choice.ACCEPT : Choice.REJECT,
                                        0.7))
                        .toList();
        return Desk.decide(POLICY, Submission.ofAnswer("When?", "In 1931."), votes);
    }

    /// Knows what the test says.
    private final class Book implements ReputationBook {
        @Override
        public PoolPage page(PoolPolicy pool) {
            Reputations known = new Reputations(pool.detection(), pool.reputation());
            known.absorb(new Knowledge(new TreeMap<>(records), Climate.NONE));
            return new PoolPage(pool, List.of(), Optional.of(roll), known.insight());
        }

        @Override
        public void learn(DecisionRecord decided) {
            throw new AssertionError("nobody teaches here");
        }
    }
}
