package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception;
import io.quorate.engine.poll.Means;
import io.quorate.engine.reputation.InMemoryReputations;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.Outcomes;
import io.quorate.engine.reputation.ReputationStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Votes that came after the outcome are learnt from like those that came before it.
class LateVotesTest {
    private final VirtualTime time = new VirtualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final Bureau.CountedIds ids = new Bureau.CountedIds();
    private final InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
    private final PoolPolicy pool = pool();
    private final Policy policy = Policy.of(pool);
    private final Learning book = book();
    private final Validations validations =
            new Validations(
                    () -> policy,
                    new Recorder(ledger, time, ids, _ -> {}, Limits.DEFAULT, book),
                    ledger,
                    book,
                    new Means(agents, time, ids, _ -> {}, time));

    private static PoolPolicy pool() {
        return PoolPolicy.named(new PoolId("facts"))
                .agents(
                        Stream.of("ann", "bob", "cid", "dan")
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList())
                .round(new RoundPolicy(RoundPolicy.EarlyDecision.ON, BigDecimal.ONE, Duration.ZERO))
                .build();
    }

    private Learning book() {
        ReputationStore store = new InMemoryReputations().sidecar("test", _ -> {});
        return Learning.open(() -> policy, store, ledger, time, ids, _ -> {}, Duration.ofSeconds(1))
                                .toCompletableFuture()
                                .join()
                        instanceof ReputationStore.Answer.Done<Learning>(Learning opened)
                ? opened
                : null;
    }

    @Test
    void anOutcomeReportedLaterIsALabelOfTheLateVotesToo() {
        for (String agent : List.of("ann", "bob", "cid")) {
            agents.votes(agent, Choice.ACCEPT, 10);
        }
        agents.votes("dan", Choice.REJECT, 300);
        CompletionStage<Reply> reply = validations.validate(Bureau.asking("r"), _ -> {});
        time.run(Duration.ofSeconds(5));
        DecisionRecord decided =
                ((Reply.Decided) reply.toCompletableFuture().join()).stored().record();
        assertInstanceOf(
                Reception.NotNeeded.class,
                decided.findings().pools().getFirst().rounds().getFirst().receptions().getLast());
        CompletionStage<Outcomes.Known> known =
                new Outcomes(ledger, book)
                        .report(
                                new Outcomes.Report(
                                        decided.id(), Optional.empty(), Choice.ACCEPT, ""));
        time.run(Duration.ofSeconds(5));
        assertInstanceOf(Outcomes.Known.Stands.class, known.toCompletableFuture().join());
        for (String agent : List.of("ann", "dan")) {
            assertEquals(
                    1,
                    book.page(pool).insight().of(new AgentId(agent)).record().labelledVotes(),
                    agent);
        }
    }
}
