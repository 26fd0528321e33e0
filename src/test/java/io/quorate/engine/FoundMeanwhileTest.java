package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Seat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What detectors find about an agent while its vote is awaited. Two agents accept, one rejects,
/// and dan will; eve is the standby.
class FoundMeanwhileTest {
    private final Bureau bureau =
            new Bureau(
                    PoolPolicy.named(new PoolId("facts"))
                            .agents(
                                    Stream.of("ann", "bob", "cid", "dan", "eve")
                                            .map(name ->
                                                    AgentPolicy.of(
                                                            new AgentId(name),
                                                            new FaultDomain("of-" + name)))
                                            .toList())
                            .maxAgents(4)
                            .build());

    private PoolOutcome decidedOnceFound(FaultKind... kinds) {
        for (String voter : List.of("ann", "bob", "eve")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 20);
        }
        bureau.agents.votes("cid", Choice.REJECT, 20).votes("dan", Choice.REJECT, 60);
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r"));
        bureau.time.run(Duration.ofMillis(40));
        List<Fault> faults =
                Arrays.stream(kinds)
                        .map(kind -> new Fault(kind, new AgentId("dan"), "seen elsewhere"))
                        .toList();
        List.copyOf(bureau.hearers).forEach(hearer -> hearer.accept(faults));
        bureau.time.run();
        Reply.Decided decided = (Reply.Decided) reply.join();
        return decided.stored().record().findings().pools().getFirst();
    }

    @Test
    void whomTwoDetectorsSuspectLosesItsSeatInTheRoundUnderWay() {
        PoolOutcome outcome = decidedOnceFound(FaultKind.COLLUSION, FaultKind.DRIFT);
        assertEquals(OutcomeReason.QUORUM, outcome.outcome().reason());
        assertEquals(2, outcome.rounds().size());
        assertEquals(
                List.of(FaultKind.COLLUSION, FaultKind.DRIFT),
                outcome.rounds().getFirst().faults().stream().map(Fault::kind).toList());
        assertEquals(
                List.of("ann", "bob", "cid", "eve"),
                outcome.rounds().getLast().electorate().seats().stream()
                        .map(Seat::agent)
                        .map(AgentId::value)
                        .toList());
        assertEquals(List.of(), bureau.hearers, "nobody listens any more");
    }

    @Test
    void whatIsProvenElsewhereCostsTheSeatToo() {
        assertEquals(2, decidedOnceFound(FaultKind.EQUIVOCATION).rounds().size());
    }

    @Test
    void oneSuspicionIsNone() {
        PoolOutcome outcome = decidedOnceFound(FaultKind.COLLUSION);
        assertEquals(OutcomeReason.TIE, outcome.outcome().reason());
        assertEquals(1, outcome.rounds().size());
    }
}
