package io.quorate.host.policyfile;

import io.quorate.core.policy.AlertPolicy;
import io.quorate.core.policy.PerformanceTargets;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Range;
import io.quorate.core.policy.SecurityPolicy;
import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.PoolId;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Named;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The whole of a policy file.
final class PolicyKeys {
    private static final Named AGENT_POOLS =
            new Named(
                    "agent_pools",
                    "The pools by name. Each answers one question about a submission; how the names"
                            + " are chosen is up to you.",
                    "<pool>",
                    PoolKeys.GROUP);
    private static final Group POOL_DEFAULTS =
            new Group(
                    "pool_defaults",
                    "What holds for every pool that does not say otherwise: every key of a pool but"
                            + " agents.",
                    PoolKeys.SHARED);
    private static final Key<Duration> FAST =
            Key.of(
                    "fast_path_latency",
                    Kinds.duration(PerformanceTargets.LATENCY),
                    "80ms",
                    "Deadline of the fast path.");
    private static final Key<Duration> STANDARD =
            Key.of(
                    "standard_path_latency",
                    Kinds.duration(PerformanceTargets.LATENCY),
                    "800ms",
                    "The same for the standard path.");
    private static final Key<Duration> COMPLEX =
            Key.of(
                    "complex_path_latency",
                    Kinds.duration(PerformanceTargets.LATENCY),
                    "5s",
                    "The same for the complex path.");
    private static final Key<BigDecimal> SUCCESS_RATE =
            Key.of(
                    "consensus_success_rate",
                    Kinds.decimal(Range.SHARE),
                    "0.98",
                    "Share of a pool's rounds that come to a consensus; an alert is raised when so"
                            + " few are hardly chance.");
    private static final Key<BigDecimal> DETECTION_ACCURACY =
            Key.of(
                    "byzantine_detection_accuracy",
                    Kinds.decimal(Range.SHARE),
                    "0.99",
                    "Of the agents that labels show to be worse or better than a guess, the share"
                            + " that detection judges likewise: the worse have lost their seats, none"
                            + " of the better is quarantined. Below it an alert is raised.");
    private static final Group TARGETS =
            Group.of(
                    "performance_targets",
                    "What the deployment aims at: the deadline of each path, and the rates below"
                            + " which an alert is raised.",
                    FAST,
                    STANDARD,
                    COMPLEX,
                    SUCCESS_RATE,
                    DETECTION_ACCURACY);
    private static final Key<Duration> WINDOW =
            Key.of(
                    "window",
                    Kinds.duration(AlertPolicy.WINDOW),
                    "15m",
                    "The time over which shares are taken.");
    private static final Key<BigDecimal> NO_CONSENSUS_SHARE =
            Key.of(
                    "no_consensus_share",
                    Kinds.decimal(Range.SHARE),
                    "0.1",
                    "Share of a pool's decisions without consensus; an alert is raised when so many"
                            + " are hardly chance, and ends a tenth of the window after.");
    private static final Key<BigDecimal> TIMEOUT_SHARE =
            Key.of(
                    "timeout_share",
                    Kinds.decimal(Range.SHARE),
                    "0.02",
                    "The same for decisions whose deadline passed.");
    private static final Key<BigDecimal> QUARANTINED_SHARE =
            Key.of(
                    "quarantined_share",
                    Kinds.decimal(Range.SHARE),
                    "0.1",
                    "The same for a pool's seats lost to quarantine and exclusion.");
    private static final Key<Integer> UNRECORDED_MAX =
            Key.of(
                    "unrecorded_max",
                    Kinds.whole(AlertPolicy.UNRECORDED),
                    "1000",
                    "Decisions waiting to be recorded above which an alert is raised.");
    private static final Group ALERTS =
            Group.of(
                    "alerts",
                    "From when on operators are told that something is wrong, beside the"
                            + " performance targets.",
                    WINDOW,
                    NO_CONSENSUS_SHARE,
                    TIMEOUT_SHARE,
                    QUARANTINED_SHARE,
                    UNRECORDED_MAX);
    private static final Group CONSENSUS =
            Group.of(
                    "consensus",
                    "How decisions are made.",
                    AGENT_POOLS,
                    POOL_DEFAULTS,
                    TARGETS,
                    ALERTS);

    static final Group FILE = Group.of("", "A policy file.", CONSENSUS, SecurityKeys.GROUP);

    private PolicyKeys() {}

    static Optional<Policy> read(Section file, Secrets secrets) {
        if (!file.isWritten()) {
            return Optional.empty();
        }
        Section consensus = file.in(CONSENSUS);
        Section defaults = consensus.in(POOL_DEFAULTS);
        Map<String, Section> sections = consensus.each(AGENT_POOLS, Optional.of(defaults));
        SortedMap<PoolId, Section> byId = new TreeMap<>();
        sections.forEach(
                (name, section) -> poolId(name, section).ifPresent(id -> byId.put(id, section)));
        SortedMap<PoolId, PoolPolicy> pools = new TreeMap<>();
        byId.forEach((id, section) ->
                PoolKeys.read(id, byId.keySet(), section, secrets)
                        .ifPresent(pool -> pools.put(id, pool)));
        if (sections.isEmpty()) {
            consensus.problem(
                    AGENT_POOLS,
                    "names no pool",
                    "must name at least one, like agent_pools: {facts: {min_agents: 4}}");
        }
        Optional<PerformanceTargets> targets = targets(consensus.in(TARGETS));
        AlertPolicy alerts = alerts(consensus.in(ALERTS));
        Optional<SecurityPolicy> security = SecurityKeys.read(file.in(SecurityKeys.GROUP));
        boolean complete = pools.size() == sections.size() && !pools.isEmpty();
        return targets.filter(_ -> complete)
                .flatMap(aims ->
                        security.flatMap(demands ->
                                file.build(() -> Policy.of(pools, aims, alerts, demands))));
    }

    private static Optional<PoolId> poolId(String name, Section section) {
        Optional<String> problem = Identifier.problem(name);
        problem.ifPresent(words -> section.problem("has a name that is no id", "a name " + words));
        return problem.isEmpty() ? Optional.of(new PoolId(name)) : Optional.empty();
    }

    private static Optional<PerformanceTargets> targets(Section in) {
        PerformanceTargets usual = PerformanceTargets.DEFAULT;
        Duration fast = in.get(FAST, usual.fast());
        Duration standard = in.get(STANDARD, usual.standard());
        Duration complex = in.get(COMPLEX, usual.complex());
        BigDecimal success = in.get(SUCCESS_RATE, usual.successRate());
        BigDecimal accuracy = in.get(DETECTION_ACCURACY, usual.detectionAccuracy());
        return in.build(() -> new PerformanceTargets(fast, standard, complex, success, accuracy));
    }

    private static AlertPolicy alerts(Section in) {
        AlertPolicy usual = AlertPolicy.DEFAULT;
        return new AlertPolicy(
                in.get(WINDOW, usual.window()),
                in.get(NO_CONSENSUS_SHARE, usual.noConsensusShare()),
                in.get(TIMEOUT_SHARE, usual.timeoutShare()),
                in.get(QUARANTINED_SHARE, usual.quarantinedShare()),
                in.get(UNRECORDED_MAX, usual.unrecordedMax()));
    }
}
