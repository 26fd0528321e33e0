package io.quorate.core.policy;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rules of one pool.
///
/// @param minAgents declared or registered agents from which on the pool opens
/// @param maxAgents seats at most; further agents wait
/// @param tolerate how many faulty agents the pool is meant to survive, when that was said
/// @param standbysMax agents that may wait for a seat
/// @param specializationWeights what each field weighs under `specialization`
/// @param agents in the order in which they get seats
public record PoolPolicy(
        PoolId id,
        Participation participation,
        Protocol protocol,
        Weighting weighting,
        HeadThreshold threshold,
        WeightThreshold weightThreshold,
        int minAgents,
        int maxAgents,
        Optional<Integer> tolerate,
        int standbysMax,
        Set<Need> needs,
        WhenNotApplicable whenNotApplicable,
        SortedMap<String, BigDecimal> specializationWeights,
        RoundPolicy round,
        ResolutionPolicy resolution,
        ReputationPolicy reputation,
        DetectionPolicy detection,
        QuarantinePolicy quarantine,
        CanaryPolicy canaries,
        BudgetPolicy budget,
        Durability durability,
        WhenStoreAway whenStoreAway,
        RetentionPolicy retention,
        List<AgentPolicy> agents) {

    public static final Range<Integer> AGENTS = Range.between(1, 1_000);
    public static final Range<Integer> TOLERATE = Range.between(0, 333);
    public static final Range<Integer> STANDBYS = Range.between(0, 1_000);

    public PoolPolicy {
        needs = Set.copyOf(needs);
        agents = List.copyOf(agents);
        specializationWeights =
                Collections.unmodifiableSortedMap(new TreeMap<>(specializationWeights));
        InvalidPolicy.throwIfAny(
                new PoolChecks(protocol, weighting, minAgents, maxAgents)
                        .problems(
                                tolerate, standbysMax, resolution, specializationWeights, agents));
    }

    /// The rules that a decision on given votes reads, with the default for everything else.
    public PoolPolicy(
            PoolId id,
            Participation participation,
            Protocol protocol,
            Weighting weighting,
            HeadThreshold threshold,
            WeightThreshold weightThreshold,
            int minAgents,
            int maxAgents,
            Set<Need> needs,
            WhenNotApplicable whenNotApplicable,
            ResolutionPolicy resolution,
            Durability durability,
            List<AgentPolicy> agents) {
        this(
                id,
                participation,
                protocol,
                weighting,
                threshold,
                weightThreshold,
                minAgents,
                maxAgents,
                Optional.empty(),
                PoolPolicyBuilder.STANDBYS_DEFAULT,
                needs,
                whenNotApplicable,
                Collections.emptySortedMap(),
                RoundPolicy.DEFAULT,
                resolution,
                ReputationPolicy.DEFAULT,
                DetectionPolicy.DEFAULT,
                QuarantinePolicy.DEFAULT,
                CanaryPolicy.DEFAULT,
                BudgetPolicy.UNLIMITED,
                durability,
                WhenStoreAway.REFUSE,
                RetentionPolicy.DEFAULT,
                agents);
    }

    /// A pool whose seats are these agents', with the default for everything else.
    public static PoolPolicy of(PoolId id, List<AgentPolicy> agents) {
        return named(id).agents(agents).build();
    }

    /// A pool with the default for everything; say what differs.
    public static PoolPolicyBuilder named(PoolId id) {
        return new PoolPolicyBuilder(id);
    }

    /// The same rules, to change some of them.
    public PoolPolicyBuilder changed() {
        return new PoolPolicyBuilder(this);
    }

    public Optional<AgentPolicy> agent(AgentId wanted) {
        return agents.stream().filter(agent -> agent.id().equals(wanted)).findFirst();
    }

    void outline(Outline to) {
        to.put("participation", participation);
        to.put("protocol", protocol);
        to.put("weighting", weighting);
        switch (threshold) {
            case HeadThreshold.Byzantine() -> to.put("threshold", "byzantine");
            case HeadThreshold.Supermajority(BigDecimal share) -> to.put("threshold", share);
        }
        switch (weightThreshold) {
            case WeightThreshold.TwoThirds() -> to.put("weight_threshold", "two-thirds");
            case WeightThreshold.Share(BigDecimal share) -> to.put("weight_threshold", share);
        }
        to.put("min_agents", minAgents);
        to.put("max_agents", maxAgents);
        tolerate.ifPresent(faulty -> to.put("tolerate", faulty));
        to.put("standbys_max", standbysMax);
        to.put(
                "needs",
                needs.isEmpty()
                        ? "nothing"
                        : String.join(", ", needs.stream().map(Words::of).sorted().toList()));
        to.put("when_not_applicable", whenNotApplicable);
        specializationWeights.forEach((field, weight) ->
                to.in("specialization_weights").put(PolicyPath.segment(field), weight));
        round.outline(to);
        resolution.outline(to);
        reputation.outline(to.in("reputation"));
        detection.outline(to.in("detection"));
        quarantine.outline(to.in("quarantine"));
        canaries.outline(to.in("canaries"));
        budget.outline(to.in("budget"));
        to.put("durability", durability);
        to.put("when_store_away", whenStoreAway);
        retention.outline(to);
        if (agents.size() > maxAgents) {
            // Who is declared first matters only when not everybody gets a seat.
            to.putText(
                    "seating_order",
                    String.join(", ", agents.stream().map(agent -> agent.id().value()).toList()));
        }
        agents.forEach(agent -> agent.outline(to.in("agents").inNamed(agent.id().value())));
    }
}
