package io.quorate.core.detection;

import io.quorate.core.detection.measure.Robust;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds agents that stall: slower than the others of the pool beyond what their spread explains,
/// or silent at more deadlines than they meet.
///
/// Response times are compared by their logarithms, the median of each agent among the medians of
/// all; a missed deadline counts as an answer at the deadline. The latest of each agent count.
public final class Latency {
    /// Responses of an agent that are looked at.
    public static final int LATEST = 100;

    /// Agents that all answer in the same time have no spread; a factor of 1.5 is one deviation
    /// then.
    private static final double SPREAD_MIN = 0.405;

    private static final int AGENTS_MIN = 3;

    private Latency() {}

    /// The latest responses of one agent.
    private record Pace(AgentId agent, Collection<Response> latest) {
        long missed() {
            return latest.stream().filter(Response.Missed.class::isInstance).count();
        }

        boolean missedMost() {
            return 2 * missed() > latest.size();
        }

        double median() {
            return Robust.median(
                    latest.stream()
                            .mapToDouble(each ->
                                    StrictMath.log(Math.max(1e-3, each.time().toNanos() / 1e6)))
                            .toArray());
        }
    }

    /// One finding for each agent, by id.
    ///
    /// @param responses in the order in which the rounds were held
    public static List<Finding> examine(List<Response> responses, DetectionPolicy policy) {
        List<Pace> paces = paces(responses);
        List<Pace> heard =
                paces.stream().filter(pace -> pace.latest().size() >= policy.votesMin()).toList();
        Robust usual = Robust.of(heard.stream().mapToDouble(Pace::median).toArray(), SPREAD_MIN);
        List<Finding> findings = new ArrayList<>(paces.size());
        for (Pace pace : paces) {
            findings.add(
                    pace.latest().size() < policy.votesMin()
                            ? new Finding.TooFew(
                                    pace.agent(),
                                    FaultKind.STALLING,
                                    pace.latest().size(),
                                    policy.votesMin())
                            : judge(pace, heard.size(), usual, policy));
        }
        return findings;
    }

    private static List<Pace> paces(List<Response> responses) {
        SortedMap<AgentId, Deque<Response>> latest = new TreeMap<>();
        for (Response response : responses) {
            Deque<Response> own = latest.computeIfAbsent(response.agent(), _ -> new ArrayDeque<>());
            own.addLast(response);
            if (own.size() > LATEST) {
                own.removeFirst();
            }
        }
        List<Pace> paces = new ArrayList<>(latest.size());
        latest.forEach((agent, own) -> paces.add(new Pace(agent, own)));
        return paces;
    }

    private static Finding judge(Pace pace, int heard, Robust usual, DetectionPolicy policy) {
        double scoreMax = policy.latencyZ().doubleValue();
        double score = heard < AGENTS_MIN ? 0 : usual.score(pace.median());
        boolean slow = score >= scoreMax;
        if (!slow && !pace.missedMost()) {
            return heard < AGENTS_MIN
                    ? new Finding.TooFew(pace.agent(), FaultKind.STALLING, heard, AGENTS_MIN)
                    : new Finding.Clear(pace.agent(), FaultKind.STALLING, score, scoreMax);
        }
        String missed =
                "missed " + pace.missed() + " of its latest " + pace.latest().size() + " deadlines";
        return new Finding.Suspected(
                pace.agent(),
                FaultKind.STALLING,
                score,
                scoreMax,
                slow ? slowly(pace, usual, score) + "; " + missed : missed);
    }

    private static String slowly(Pace pace, Robust usual, double score) {
        return String.format(
                Locale.ROOT,
                "answers in %.0f ms, the pool in %.0f ms: slower by %.1f deviations",
                StrictMath.exp(pace.median()),
                StrictMath.exp(usual.median()),
                score);
    }
}
