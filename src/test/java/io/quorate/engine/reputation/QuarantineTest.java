package io.quorate.engine.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Standing;
import io.quorate.engine.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How an agent comes into quarantine, who hears of it, and what it does there.
class QuarantineTest {
    private final VirtualTime ticker = new VirtualTime();
    private final InMemoryReputations store = new InMemoryReputations();

    @Test
    void whoListensHearsWhatIsFoundUntilItStops() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        List<Fault> heard = new ArrayList<>();
        Runnable ended = sidecar.book.follow(Sidecar.POOL, heard::addAll);
        for (int i = 0; i < 5; i++) {
            sidecar.report(sidecar.decide(agreed(i, "d")), right(i));
        }
        assertTrue(
                heard.stream()
                        .anyMatch(fault ->
                                fault.kind() == FaultKind.LABELLED_ERROR
                                        && fault.agent().equals(new AgentId("d"))),
                heard::toString);
        ended.run();
        heard.clear();
        for (int i = 0; i < 5; i++) {
            sidecar.report(sidecar.decide(agreed(i, "c")), right(i));
        }
        assertEquals(List.of(), heard);
    }

    @Test
    void labelsSpeakForWhatAnAgentVotesInQuarantine() {
        Sidecar sidecar = new Sidecar("one", ticker, store, Sidecar.pool("a", "b", "c", "d"));
        for (int i = 0; i < 5; i++) {
            sidecar.report(sidecar.decide(agreed(i, "d")), right(i));
        }
        assertEquals(
                Standing.QUARANTINED,
                sidecar.page()
                        .roll()
                        .orElseThrow()
                        .discipline(new AgentId("d"))
                        .orElseThrow()
                        .standing());
        double before = sidecar.accuracy("d");
        DecisionRecord decided = sidecar.decide(agreed(0, ""));
        RoundReport round = decided.findings().pools().getFirst().rounds().getFirst();
        assertEquals(
                List.of("d"),
                round.shadows().stream().map(shadow -> shadow.agent().value()).toList());
        assertEquals(List.of(), round.faults());
        assertEquals(3, round.tally().choices().stream().mapToInt(c -> c.count().heads()).sum());
        assertEquals(before, sidecar.accuracy("d"), "agreement says nothing for it");
        sidecar.report(decided, right(0));
        assertTrue(sidecar.accuracy("d") > before);
    }

    private static Choice right(int i) {
        return i % 2 == 0 ? Choice.ACCEPT : Choice.REJECT;
    }

    /// Everybody votes right, but one.
    private static Map<String, Choice> agreed(int i, String wrong) {
        Map<String, Choice> votes = new TreeMap<>();
        for (String agent : new String[] {"a", "b", "c", "d"}) {
            votes.put(agent, agent.equals(wrong) ? right(i + 1) : right(i));
        }
        return votes;
    }
}
