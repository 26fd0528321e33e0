package io.quorate.engine.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.reputation.standing.Incident;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Who wants to hear at once what is found about a pool's agents: rounds that have no outcome yet.
/// Hearers come and go on any thread.
final class Gossip {
    private final Set<Hearer> hearers = ConcurrentHashMap.newKeySet();

    /// Told apart by identity, since one and the same consumer may listen twice.
    private static final class Hearer {
        private final Consumer<List<Fault>> consumer;

        Hearer(Consumer<List<Fault>> consumer) {
            this.consumer = consumer;
        }
    }

    Runnable follow(Consumer<List<Fault>> consumer) {
        Hearer hearer = new Hearer(consumer);
        hearers.add(hearer);
        return () -> hearers.remove(hearer);
    }

    boolean isHeard() {
        return !hearers.isEmpty();
    }

    /// Tells what stands against an agent, the latest of each kind.
    ///
    /// @param since what was found before does not stand any more
    void tell(AgentId agent, List<Incident> incidents, Instant since) {
        Map<FaultKind, Fault> standing = new EnumMap<>(FaultKind.class);
        for (Incident incident : incidents) {
            if (!incident.at().isBefore(since)) {
                standing.put(
                        incident.kind(), new Fault(incident.kind(), agent, incident.evidence()));
            }
        }
        List<Fault> faults = List.copyOf(standing.values());
        hearers.forEach(hearer -> hearer.consumer.accept(faults));
    }
}
