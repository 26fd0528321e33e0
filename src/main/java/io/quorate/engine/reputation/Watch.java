package io.quorate.engine.reputation;

import io.quorate.core.detection.Collusion;
import io.quorate.core.detection.Conduct;
import io.quorate.core.detection.Finding;
import io.quorate.core.detection.History;
import io.quorate.core.detection.LabelledErrors;
import io.quorate.core.detection.Latency;
import io.quorate.core.detection.Outliers;
import io.quorate.core.detection.Response;
import io.quorate.core.detection.Spam;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.QuarantineRule;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Change;
import io.quorate.core.reputation.Episode;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.Retrospect;
import io.quorate.core.reputation.TrackRecord;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.engine.reputation.ReputationStore.Sighted;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What has been found about the agents of one pool, by the door and by the detectors, as far back
/// as a rule may look. Not safe for several threads.
///
/// Of each kind of finding no more are kept of an agent than the policy's rules ever count.
final class Watch {
    /// Kept of each kind even where no rule counts so far, for whoever reads the history.
    private static final int KEPT_MIN = 8;

    private static final double MILLION = 1_000_000;

    private final Map<AgentId, Map<FaultKind, Deque<Incident>>> incidents = new HashMap<>();
    private final Map<AgentId, Deque<Instant>> misses = new HashMap<>();
    private final Deque<Sighted> unsent = new ArrayDeque<>();
    private final Set<AgentId> talkedOf = new TreeSet<>();
    private PoolPolicy policy;
    private long clustered;

    /// @param episodes how many there were before
    Watch(PoolPolicy policy, long episodes) {
        this.policy = policy;
        this.clustered = episodes / policy.detection().clusterEvery();
    }

    void follow(PoolPolicy other) {
        policy = other;
    }

    /// Everything found about an agent, in the order of its times.
    List<Incident> of(AgentId agent) {
        return incidents.getOrDefault(agent, Map.of()).values().stream()
                .flatMap(Deque::stream)
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    List<Instant> misses(AgentId agent) {
        return misses.getOrDefault(agent, new ArrayDeque<>()).stream().sorted().toList();
    }

    /// About whom something was found since the last time.
    Set<AgentId> takeTalkedOf() {
        Set<AgentId> taken = Set.copyOf(talkedOf);
        talkedOf.clear();
        return taken;
    }

    /// What was found since the last time, for the other sidecars.
    List<Sighted> takeUnsent() {
        List<Sighted> taken = List.copyOf(unsent);
        unsent.clear();
        return taken;
    }

    /// Takes over what all sidecars found, beside what this one found since.
    void restore(List<Sighted> shared) {
        incidents.clear();
        shared.forEach(this::keep);
        unsent.forEach(this::keep);
    }

    /// What the door found in a round.
    void round(RoundReport round, Instant at) {
        for (Fault fault : round.faults()) {
            Incident incident = Incident.of(fault, at);
            // What is not about a vote of this round was found elsewhere, and is known.
            if (!fault.votes().isEmpty()
                    && fault.kind().party() == FaultKind.Party.AGENT
                    && fault.kind() != FaultKind.NOT_ELIGIBLE) {
                found(fault.agent(), incident);
            }
        }
    }

    /// Who stayed silent, here or elsewhere.
    void missed(Episode episode) {
        int most = Math.max(KEPT_MIN, policy.quarantine().slowAgent().misses());
        for (Response response : episode.responses()) {
            if (response instanceof Response.Missed missed) {
                Deque<Instant> all =
                        misses.computeIfAbsent(missed.agent(), _ -> new ArrayDeque<>());
                all.addLast(episode.at());
                if (all.size() > most) {
                    all.removeFirst();
                }
            }
        }
    }

    /// What the votes of one decision say by themselves, before they are learnt from.
    void votes(Lesson.Votes lesson, Reputations known, Instant at) {
        Outliers.examine(Retrospect.sightings(lesson, known), policy.detection())
                .forEach(finding -> found(finding, at));
    }

    /// What a label says of those that it shows to be wrong, after it was learnt from. Who was
    /// right is not accused anew of what is long past.
    ///
    /// @param changes what the label taught; who was forgotten over it has a watch that begins anew
    void label(Lesson.Label label, List<Change> changes, Reputations known, Instant at) {
        for (Change change : changes) {
            if (change.cause() instanceof Cause.Drift(var _, String evidence)
                    && change instanceof Change.OfAgent(AgentId agent, var _, var _)) {
                found(agent, new Incident(FaultKind.DRIFT, at, evidence));
            }
        }
        DetectionPolicy detection = policy.detection();
        for (Ballot ballot : label.ballots()) {
            if (ballot.choice().equals(label.right())) {
                continue;
            }
            TrackRecord record = known.of(ballot.agent()).record();
            found(
                    LabelledErrors.examine(
                            ballot.agent(),
                            Math.round(record.labelledRight() / MILLION),
                            Math.round(record.labelledWrong() / MILLION),
                            record.meanChance(),
                            detection),
                    at);
            found(known.drifting(ballot.agent()), at);
        }
    }

    /// What the latest episodes together say, once there were enough since the last time.
    void cluster(Recollection recollection, Reputations known, Instant at) {
        DetectionPolicy detection = policy.detection();
        long due = recollection.total() / detection.clusterEvery();
        if (due == clustered) {
            return;
        }
        clustered = due;
        Latency.examine(recollection.responses(), detection).forEach(finding -> found(finding, at));
        History history = recollection.retrospect().read(known, detection.pairwiseAgentsMax());
        history.conducts().forEach(conduct -> found(Spam.examine(conduct, history, detection), at));
        Collusion.Result collusion = Collusion.examine(history, detection);
        Set<AgentId> erring = new HashSet<>();
        collusion.blocs().stream()
                .filter(bloc -> errsMoreThanTheOthers(bloc, history))
                .forEach(bloc -> erring.addAll(bloc.agents()));
        collusion.findings().stream()
                .filter(finding -> erring.contains(finding.agent()))
                .forEach(finding -> found(finding, at));
    }

    /// Agents that agree because they are right are no suspects.
    private static boolean errsMoreThanTheOthers(Collusion.Bloc bloc, History history) {
        double wrong = 0;
        double known = 0;
        for (Conduct conduct : history.conducts()) {
            if (!bloc.agents().contains(conduct.agent())) {
                wrong += conduct.wrong();
                known += conduct.known();
            }
        }
        return known > 0 && bloc.wrong() > wrong / known;
    }

    private void found(Finding finding, Instant at) {
        if (finding instanceof Finding.Suspected suspected) {
            found(suspected.agent(), Incident.of(suspected.fault(), at));
        }
    }

    private void found(AgentId agent, Incident incident) {
        Sighted sighted = new Sighted(agent, incident);
        keep(sighted);
        talkedOf.add(agent);
        unsent.addLast(sighted);
        if (unsent.size() > Learning.LESSONS_MAX) {
            unsent.removeFirst();
        }
    }

    private void keep(Sighted sighted) {
        Deque<Incident> kept =
                incidents
                        .computeIfAbsent(sighted.agent(), _ -> new EnumMap<>(FaultKind.class))
                        .computeIfAbsent(sighted.incident().kind(), _ -> new ArrayDeque<>());
        kept.addLast(sighted.incident());
        if (kept.size() > keptMax()) {
            kept.removeFirst();
        }
    }

    /// How many findings of one kind are kept of an agent.
    int keptMax() {
        return policy.quarantine().rules().stream()
                .mapToInt(QuarantineRule::count)
                .reduce(KEPT_MIN, Math::max);
    }
}
