package io.quorate.bench.micro;

import io.quorate.core.detection.Collusion;
import io.quorate.core.detection.Finding;
import io.quorate.core.detection.History;
import io.quorate.core.detection.Outliers;
import io.quorate.core.detection.Sighting;
import io.quorate.core.detection.Spam;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.reputation.Retrospect;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// What detectors do in every round, and what they do over a whole window now and then; agents that
/// are right in seventeen of twenty votes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class DetectionBench {
    private static final DetectionPolicy POLICY = DetectionPolicy.DEFAULT;
    private static final double WRONG = 0.15;

    @Param("7")
    public int votes;

    private final List<List<Sighting>> decisions = new ArrayList<>();

    @Setup
    public void prepare() {
        SplittableRandom chance = new SplittableRandom(votes);
        List<AgentId> agents = new ArrayList<>();
        for (int i = 0; i < votes; i++) {
            agents.add(new AgentId("agent-" + i));
        }
        for (int i = 0; i < Retrospect.DECISIONS_MAX; i++) {
            int right = chance.nextInt(2);
            decisions.add(
                    agents.stream()
                            .map(agent ->
                                    Sighting.labelled(
                                            agent,
                                            chance.nextDouble() < WRONG ? 1 - right : right,
                                            2,
                                            right))
                            .toList());
        }
    }

    @Benchmark
    public List<Finding> round() {
        return Outliers.examine(decisions.getFirst(), POLICY);
    }

    @Benchmark
    public void window(Blackhole hole) {
        History history = new History(POLICY.pairwiseAgentsMax());
        decisions.forEach(history::add);
        history.conducts().forEach(conduct -> hole.consume(Spam.examine(conduct, history, POLICY)));
        hole.consume(Collusion.examine(history, POLICY));
    }
}
