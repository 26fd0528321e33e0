package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The time of day is set while agents are asked.
class ClockJumpTest {
    private static final PoolPolicy FACTS =
            PoolPolicy.named(new PoolId("facts"))
                    .agents(
                            Stream.of("ann", "bob", "cid", "dan")
                                    .map(name ->
                                            AgentPolicy.of(
                                                    new AgentId(name),
                                                    new FaultDomain("of-" + name)))
                                    .toList())
                    .build();

    @Test
    void aClockThatIsSetBackMakesNoAgentEarly() {
        assertNobodyIsBlamed(Duration.ofHours(-1));
    }

    @Test
    void aClockThatIsSetAheadMakesNoAgentLate() {
        assertNobodyIsBlamed(Duration.ofHours(1));
    }

    private static void assertNobodyIsBlamed(Duration jump) {
        Bureau bureau = new Bureau(FACTS);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 20)
                .votes("bob", Choice.ACCEPT, 30)
                .votes("cid", Choice.ACCEPT, 40)
                .hangs("dan");
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r"));
        bureau.time.run(Duration.ofMillis(25));
        bureau.time.jump(jump);
        bureau.time.run(Duration.ofMillis(15));
        var record = ((Reply.Decided) reply.join()).stored().record();
        RoundReport round = record.findings().pools().getFirst().rounds().getLast();
        assertEquals(Verdict.ACCEPTED, record.findings().outcome().verdict());
        assertEquals(List.of(), round.faults());
        assertEquals(
                Stream.of(20_000, 30_000, 40_000).map(OptionalLong::of).toList(),
                round.arrivals().stream().map(Arrival::delay).toList());
        assertEquals(record.receivedAt().plusMillis(40), record.decidedAt());
    }
}
