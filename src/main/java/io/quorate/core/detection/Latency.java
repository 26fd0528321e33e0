package io.quorate.core.detection;

import io.quorate.core.detection.measure.Robust;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// Finds agents that stall: slower than the others of the pool beyond what their spread explains,
/// or silent at more deadlines than they meet.
///
/// Response times are compared by their logarithms, the median of each agent among the medians of
/// all; a missed deadline counts as an answer at the deadline.
public final class Latency {
    /// Agents that all answer in the same time have no spread; a factor of 1.5 is one deviation
    /// then.
    private static final double SPREAD_MIN = 0.405;

    private static final int AGENTS_MIN = 3;

    private Latency() {}

    /// One finding for each agent, in their order.
    ///
    /// @param times the latest response times of each agent, missed deadlines with the time given
    /// @param missed how many of them were missed
    public static List<Finding> examine(
            SortedMap<AgentId, List<Duration>> times,
            SortedMap<AgentId, Integer> missed,
            DetectionPolicy policy) {
        List<AgentId> heard = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        times.forEach((agent, latest) -> {
            if (latest.size() >= policy.votesMin()) {
                heard.add(agent);
                medians.add(median(latest));
            } else {
                findings.add(
                        new Finding.TooFew(
                                agent, FaultKind.STALLING, latest.size(), policy.votesMin()));
            }
        });
        if (heard.size() < AGENTS_MIN) {
            heard.forEach(agent ->
                    findings.add(
                            new Finding.TooFew(
                                    agent, FaultKind.STALLING, heard.size(), AGENTS_MIN)));
        } else {
            Robust usual =
                    Robust.of(
                            medians.stream().mapToDouble(Double::doubleValue).toArray(),
                            SPREAD_MIN);
            for (int i = 0; i < heard.size(); i++) {
                AgentId agent = heard.get(i);
                findings.add(
                        judge(
                                agent,
                                medians.get(i),
                                usual,
                                (double) missed.getOrDefault(agent, 0)
                                        / times.getOrDefault(agent, List.of()).size(),
                                policy));
            }
        }
        findings.sort((one, other) -> one.agent().compareTo(other.agent()));
        return findings;
    }

    private static Finding judge(
            AgentId agent, double median, Robust usual, double missed, DetectionPolicy policy) {
        double scoreMax = policy.latencyZ().doubleValue();
        double score = usual.score(median);
        if (score < scoreMax && missed <= 0.5) {
            return new Finding.Clear(agent, FaultKind.STALLING, score, scoreMax);
        }
        return new Finding.Suspected(
                agent,
                FaultKind.STALLING,
                score,
                scoreMax,
                String.format(
                        Locale.ROOT,
                        "answers in %.0f ms, the pool in %.0f ms: slower by %.1f deviations; %.0f %% of"
                                + " deadlines missed",
                        StrictMath.exp(median),
                        StrictMath.exp(usual.median()),
                        score,
                        100 * missed));
    }

    private static double median(List<Duration> times) {
        return Robust.median(
                times.stream()
                        .mapToDouble(time -> StrictMath.log(Math.max(1e-3, time.toNanos() / 1e6)))
                        .toArray());
    }
}
