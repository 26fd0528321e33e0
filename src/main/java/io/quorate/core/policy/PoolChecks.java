package io.quorate.core.policy;

import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What must hold between the settings of one pool.
record PoolChecks(Protocol protocol, Weighting weighting, int minAgents, int maxAgents) {

    List<PolicyProblem> problems(
            Optional<Integer> tolerate,
            int standbysMax,
            ResolutionPolicy resolution,
            SortedMap<String, BigDecimal> specializationWeights,
            List<AgentPolicy> agents) {
        List<PolicyProblem> problems = new ArrayList<>();
        PoolPolicy.AGENTS.problem("min_agents", minAgents).ifPresent(problems::add);
        PoolPolicy.AGENTS.problem("max_agents", maxAgents).ifPresent(problems::add);
        PoolPolicy.STANDBYS.problem("standbys_max", standbysMax).ifPresent(problems::add);
        if (maxAgents < minAgents && protocol.fixedSize().isEmpty()) {
            problems.add(
                    new PolicyProblem(
                            "max_agents",
                            "is " + maxAgents,
                            "must be at least min_agents, which is " + minAgents));
        }
        tolerate.flatMap(this::tooFewFor).ifPresent(problems::add);
        ensemble(resolution, problems);
        specializationWeights.forEach((field, weight) ->
                AgentPolicy.WEIGHT
                        .problem("specialization_weights." + PolicyPath.segment(field), weight)
                        .ifPresent(problems::add));
        agents(agents, specializationWeights.keySet(), problems);
        return problems;
    }

    private Optional<PolicyProblem> tooFewFor(int faulty) {
        Optional<PolicyProblem> outside = PoolPolicy.TOLERATE.problem("tolerate", faulty);
        int needed = 3 * faulty + 1;
        if (outside.isPresent() || minAgents >= needed) {
            return outside;
        }
        return Optional.of(
                new PolicyProblem(
                        "min_agents",
                        "is " + minAgents + ", but tolerate is " + faulty,
                        "must be at least "
                                + needed
                                + ", since surviving f faulty agents takes 3f+1; or lower tolerate"
                                + " to "
                                + Math.max(0, (minAgents - 1) / 3)));
    }

    private void ensemble(ResolutionPolicy resolution, List<PolicyProblem> problems) {
        Optional<Integer> fixed = protocol.fixedSize();
        if (fixed.isEmpty()) {
            return;
        }
        String name = "protocol " + Words.of(protocol);
        if (minAgents != fixed.get()) {
            problems.add(
                    new PolicyProblem(
                            "min_agents",
                            "is " + minAgents,
                            "must be " + fixed.get() + " under " + name));
        }
        if (maxAgents != fixed.get()) {
            problems.add(
                    new PolicyProblem(
                            "max_agents",
                            "is " + maxAgents,
                            "must be " + fixed.get() + " under " + name));
        }
        if (weighting != Weighting.EQUAL) {
            problems.add(
                    new PolicyProblem(
                            "weighting",
                            "is " + Words.of(weighting),
                            "must be equal under " + name));
        }
        if (resolution.onTie() != OnTie.ESCALATE) {
            problems.add(
                    new PolicyProblem(
                            "on_tie",
                            "is " + Words.of(resolution.onTie()),
                            "must be escalate under " + name + ", which never breaks ties"));
        }
    }

    private void agents(
            List<AgentPolicy> agents, Set<String> fields, List<PolicyProblem> problems) {
        Set<Object> seen = new HashSet<>();
        for (AgentPolicy agent : agents) {
            String path = "agents." + PolicyPath.segment(agent.id().value());
            if (!seen.add(agent.id())) {
                problems.add(
                        new PolicyProblem(path, "is declared twice", "must have an id of its own"));
            }
            agent.specialization()
                    .filter(field -> !fields.contains(field))
                    .filter(_ -> weighting == Weighting.SPECIALIZATION)
                    .ifPresent(field ->
                            problems.add(
                                    new PolicyProblem(
                                            path + ".specialization",
                                            "is " + field,
                                            "must be one of the pool's"
                                                    + " specialization_weights: "
                                                    + String.join(", ", fields))));
        }
    }
}
