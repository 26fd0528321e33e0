package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pools full of agents that do anything at any time: every call has its decision by its deadline,
/// and nobody goes on working for it.
class ValidationSimulationTest {
    private static final int RUNS = 60;
    private static final Duration STANDARD = Duration.ofMillis(500);

    @Test
    void everyCallIsDecidedInTimeWhateverAgentsDo() {
        Seeds.forEach(RUNS, ValidationSimulationTest::run);
    }

    private static void run(RandomGenerator random) {
        int agents = random.nextInt(4, 12);
        PoolPolicy pool = pool(agents, random.nextInt(4, agents + 1));
        Bureau bureau = new Bureau(pool);
        bureau.ids.drawn = random.nextDouble() * 0.1;
        pool.agents().forEach(agent -> misbehave(bureau.agents, agent.id().value(), random));
        Instant begun = bureau.time.now();
        List<CompletableFuture<Reply>> calls =
                IntStream.range(0, 5)
                        .mapToObj(i -> bureau.begin(Bureau.asking("request-" + i)))
                        .toList();
        bureau.time.run(STANDARD);
        for (CompletableFuture<Reply> call : calls) {
            assertTrue(call.isDone());
            Reply.Decided decided = (Reply.Decided) call.join();
            assertTrue(!decided.stored().record().decidedAt().isAfter(begun.plus(STANDARD)));
        }
        bureau.time.run();
        assertEquals(0, bureau.agents.unfinished);
        assertEquals(0, bureau.recorder.inFlight());
        assertEquals(0, bureau.recorder.collecting());
        assertEquals(calls.size(), bureau.learnt.size());
    }

    private static PoolPolicy pool(int agents, int seats) {
        return PoolPolicy.named(new PoolId("facts"))
                .maxAgents(seats)
                .agents(
                        IntStream.range(0, agents)
                                .mapToObj(i ->
                                        AgentPolicy.of(
                                                new AgentId("agent-" + i),
                                                new FaultDomain("domain-" + i % 5)))
                                .toList())
                .build();
    }

    private static void misbehave(ScriptedAgents agents, String name, RandomGenerator random) {
        long millis = random.nextLong(0, 600);
        Choice choice = random.nextBoolean() ? Choice.ACCEPT : Choice.REJECT;
        switch (random.nextInt(8)) {
            case 0 -> agents.hangs(name);
            case 1 -> agents.fails(name, SilenceCause.FAILED, millis);
            case 2 -> agents.does(name, millis, paper -> strange(paper, choice));
            case 3 ->
                    agents.does(
                            name,
                            millis,
                            _ -> {
                                throw new IllegalStateException("a validator with a bug");
                            });
            default -> agents.votes(name, choice, millis);
        }
    }

    private static Answer strange(BallotPaper paper, Choice choice) {
        Vote vote = Vote.of(new AgentId("agent-0"), choice, Double.NaN);
        return new Answer.Voted(vote, paper.decision(), paper.round() + 1, "ab", Optional.empty());
    }
}
