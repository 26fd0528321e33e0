package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.ensemble.EnsembleStrategy;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Protocol;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputation;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.reputation.PoolPage;
import io.quorate.engine.reputation.ReputationBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// A pool of two agents that must agree, and what the record says of how often it is right.
class EnsembleTest {
    private static final PoolPolicy DUAL =
            PoolPolicy.named(new PoolId("facts"))
                    .protocol(Protocol.DUAL)
                    .agents(List.of(agent(0), agent(1)))
                    .build();

    @Test
    void theErrorModelIsThatOfTheMeasuredRatesAndIsRecorded() {
        Reputations known = known();
        for (int i = 0; i < 30; i++) {
            known.learn(lesson(i, i % 5 == 0 ? Choice.REJECT : Choice.ACCEPT));
        }
        PoolOutcome outcome = outcome(known);
        List<Double> rates =
                List.of(0, 1).stream().map(i -> 1 - known.of(Pools.agent(i)).accuracy()).toList();
        ErrorModel model =
                EnsembleStrategy.DUAL.errors(
                        rates, known.climate().errorCorrelation() / 1_000_000.0, 2);
        assertEquals(Optional.of(model), outcome.errorModel());
        assertTrue(model.wrong().likely() < rates.get(0));
    }

    @Test
    void nothingIsSaidBeforeEachAgentHasALabel() {
        assertEquals(Optional.empty(), outcome(known()).errorModel());
    }

    private static Reputations known() {
        Reputations known = new Reputations(DUAL.detection(), DUAL.reputation());
        known.enrol(Pools.agent(0), Seniority.FOUNDER);
        known.enrol(Pools.agent(1), Seniority.FOUNDER);
        return known;
    }

    private static Lesson lesson(int number, Choice first) {
        return new Lesson.Label(
                new DecisionId("label-" + number),
                Pools.ANSWER,
                List.of(ballot(0, first), ballot(1, Choice.ACCEPT)),
                Choice.ACCEPT,
                Lesson.Source.CANARY);
    }

    private static Ballot ballot(int agent, Choice choice) {
        return new Ballot(Pools.agent(agent), choice, OptionalDouble.empty());
    }

    /// As it is read back from the log.
    private static PoolOutcome outcome(Reputations known) {
        VirtualTime time = new VirtualTime();
        ReputationBook book = new Learnt(known);
        Decisions decisions =
                new Decisions(
                        () -> Policy.of(DUAL), time, Bureau.recorder(time, _ -> {}, book), book);
        Reply reply =
                decisions
                        .decide(
                                new GivenVotes(
                                        "",
                                        new RequestId("r"),
                                        DUAL.id(),
                                        Submission.ofAnswer("Which?", "This."),
                                        List.of(vote(0), vote(1)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                        .toCompletableFuture()
                        .join();
        return assertInstanceOf(Reply.Decided.class, reply)
                .stored()
                .record()
                .findings()
                .pools()
                .getFirst();
    }

    private static Vote vote(int agent) {
        return Vote.of(Pools.agent(agent), Choice.ACCEPT, 0.9);
    }

    private static AgentPolicy agent(int number) {
        AgentId id = Pools.agent(number);
        return AgentPolicy.of(id, new FaultDomain(id.value()));
    }

    /// A book that was taught elsewhere.
    private record Learnt(Reputations known) implements ReputationBook {
        @Override
        public PoolPage page(PoolPolicy pool) {
            return new PoolPage(
                    pool,
                    List.of(),
                    Roll.open(
                            known.all().stream().map(Reputation::agent).toList(),
                            List.of(),
                            pool.minAgents(),
                            pool.maxAgents(),
                            Instant.EPOCH),
                    known.insight());
        }

        @Override
        public void learn(DecisionRecord decided) {}
    }
}
