package io.quorate.core.policy;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All the rules in force at one moment, under the digest that every decision names.
///
/// The digest is taken over what the rules mean, see [#outline]; how a file spells them, in which
/// order and with which comments, does not change it.
public record Policy(
        Digest digest,
        SortedMap<PoolId, PoolPolicy> pools,
        PerformanceTargets targets,
        AlertPolicy alerts,
        SecurityPolicy security) {
    public static final int POOLS_MAX = 256;

    public Policy {
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
        InvalidPolicy.throwIfAny(problems(pools));
        if (!digest.equals(Outline.digest(outline(pools, targets, alerts, security)))) {
            throw new IllegalArgumentException("the digest is not that of the rules");
        }
    }

    /// The rules under their own digest.
    public static Policy of(
            SortedMap<PoolId, PoolPolicy> pools,
            PerformanceTargets targets,
            AlertPolicy alerts,
            SecurityPolicy security) {
        return new Policy(
                Outline.digest(outline(pools, targets, alerts, security)),
                pools,
                targets,
                alerts,
                security);
    }

    /// Pools alone, everything else by default.
    public static Policy of(PoolPolicy... pools) {
        SortedMap<PoolId, PoolPolicy> byId = new TreeMap<>();
        Arrays.stream(pools).forEach(pool -> byId.put(pool.id(), pool));
        return of(byId, PerformanceTargets.DEFAULT, AlertPolicy.DEFAULT, SecurityPolicy.NONE);
    }

    public Optional<PoolPolicy> pool(PoolId id) {
        return Optional.ofNullable(pools.get(id));
    }

    /// Every key that was written down and that nothing enforces, as dotted paths in order.
    public List<String> unenforced() {
        return security.unenforced().stream().map(key -> "security." + key).sorted().toList();
    }

    /// Every setting with its value, defaults included, under its dotted key; equal outlines mean
    /// equal rules.
    public SortedMap<String, String> outline() {
        return outline(pools, targets, alerts, security);
    }

    private static SortedMap<String, String> outline(
            SortedMap<PoolId, PoolPolicy> pools,
            PerformanceTargets targets,
            AlertPolicy alerts,
            SecurityPolicy security) {
        Outline all = new Outline();
        Outline consensus = all.in("consensus");
        targets.outline(consensus.in("performance_targets"));
        alerts.outline(consensus.in("alerts"));
        pools.values()
                .forEach(pool ->
                        pool.outline(consensus.in("agent_pools").inNamed(pool.id().value())));
        security.outline(all.in("security"));
        return all.lines();
    }

    private static List<PolicyProblem> problems(SortedMap<PoolId, PoolPolicy> pools) {
        List<PolicyProblem> problems = new ArrayList<>();
        Range.between(1, POOLS_MAX)
                .problem("consensus.agent_pools", pools.size())
                .ifPresent(problems::add);
        pools.values()
                .forEach(pool ->
                        pool.resolution()
                                .onNoConsensus()
                                .problem(
                                        "consensus.agent_pools."
                                                + PolicyPath.segment(pool.id().value())
                                                + ".on_no_consensus",
                                        pool.id(),
                                        pools.keySet())
                                .ifPresent(problems::add));
        return problems;
    }
}
