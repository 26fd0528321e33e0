package io.quorate.engine.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.engine.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A book that was closed and opened again is the book that never was.
final class RestartTest {
    private static final List<String> AGENTS = List.of("a", "b", "c", "d", "e");
    private static final int DECISIONS = 330;

    /// One sidecar's life, which may be several runs.
    private static final class Life {
        private final VirtualTime ticker = new VirtualTime();
        private final InMemoryReputations store = new InMemoryReputations();
        private final Random random = new Random(3);
        private Sidecar sidecar = started(0);

        private Sidecar started(int decided) {
            return new Sidecar(
                    "one", ticker, store, Sidecar.pool(AGENTS.toArray(String[]::new)), decided);
        }

        /// Decides, reports some outcomes, and starts anew after these many decisions.
        Life lived(List<Integer> restarts) {
            for (int i = 0; i < DECISIONS; i++) {
                DecisionRecord decided = sidecar.decide(votes());
                if (i % 3 == 0) {
                    sidecar.report(decided, Choice.ACCEPT);
                }
                ticker.run(Duration.ofSeconds(2));
                if (restarts.contains(i)) {
                    sidecar.await(sidecar.book.drain());
                    sidecar = started(i + 1);
                }
            }
            return this;
        }

        /// Two err together, one begins to err late, one stays silent now and then.
        private Map<String, Choice> votes() {
            Map<String, Choice> votes = new TreeMap<>();
            boolean bloc = random.nextInt(4) == 0;
            for (String agent : AGENTS) {
                boolean wrong =
                        switch (agent) {
                            case "a", "b" -> bloc;
                            case "c" -> random.nextInt(DECISIONS) < votesSoFar() / 2;
                            default -> random.nextInt(10) == 0;
                        };
                if (!agent.equals("e") || random.nextInt(5) > 0) {
                    votes.put(agent, wrong ? Choice.REJECT : Choice.ACCEPT);
                }
            }
            return votes;
        }

        private long votesSoFar() {
            return sidecar.desk().recollection().total();
        }

        Desk desk() {
            return sidecar.desk();
        }
    }

    @Test
    void aRestartedBookEqualsOneThatWasNeverStopped() {
        Life whole = new Life().lived(List.of());
        Life broken = new Life().lived(List.of(40, 41, 199, 250));
        Desk one = whole.desk();
        Desk other = broken.desk();
        assertEquals(one.known().habits(), other.known().habits());
        assertEquals(one.recollection().episodes(), other.recollection().episodes());
        assertEquals(one.recollection().total(), other.recollection().total());
        assertEquals(one.stored().knowledge(), other.stored().knowledge());
        assertEquals(one.page().roll(), other.page().roll());
        for (String agent : AGENTS) {
            AgentId id = new AgentId(agent);
            assertEquals(one.known().of(id), other.known().of(id));
            assertEquals(one.watch().of(id), other.watch().of(id), agent);
            assertEquals(one.watch().misses(id), other.watch().misses(id), agent);
            assertEquals(
                    whole.sidecar.page().insight().voice(id, Sidecar.CHOICES),
                    broken.sidecar.page().insight().voice(id, Sidecar.CHOICES));
        }
        List<Incident> found = AGENTS.stream().flatMap(each -> found(one, each)).toList();
        assertTrue(!found.isEmpty(), "nothing was found that a restart could have lost");
        assertTrue(one.known().habits().drifts().size() == AGENTS.size());
    }

    private static Stream<Incident> found(Desk desk, String agent) {
        return desk.watch().of(new AgentId(agent)).stream();
    }

    @Test
    void twoSidecarsRememberTheSame() {
        VirtualTime ticker = new VirtualTime();
        InMemoryReputations store = new InMemoryReputations();
        String[] agents = AGENTS.toArray(String[]::new);
        Sidecar one = new Sidecar("one", ticker, store, Sidecar.pool(agents));
        Sidecar two = new Sidecar("two", ticker, store, Sidecar.pool(agents));
        for (int i = 0; i < 40; i++) {
            Map<String, Choice> votes = new TreeMap<>();
            for (String agent : AGENTS) {
                votes.put(agent, agent.hashCode() % 3 == i % 3 ? Choice.REJECT : Choice.ACCEPT);
            }
            DecisionRecord decided = (i % 2 == 0 ? one : two).decideAtOnce(votes);
            ticker.run(Duration.ofMillis(170));
            (i % 2 == 0 ? one : two).report(decided, Choice.ACCEPT);
        }
        ticker.run(Duration.ofSeconds(5));
        List<Episode> remembered = one.desk().recollection().episodes();
        assertEquals(80, remembered.size());
        assertEquals(remembered, two.desk().recollection().episodes());
        assertEquals(one.desk().known().habits(), two.desk().known().habits());
    }
}
