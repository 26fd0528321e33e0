package io.quorate.host.policyfile;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.OnNoConsensus;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.PoolPolicyBuilder;
import io.quorate.core.policy.Protocol;
import io.quorate.core.policy.Range;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.RetentionPolicy;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.policy.WhenNotApplicable;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Weighting;
import io.quorate.host.policyfile.schema.Entries;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `agent_pools.<pool>`: the rules of one pool.
final class PoolKeys {
    private static final Key<Participation> PARTICIPATION =
            Key.of(
                    "participation",
                    Kinds.word(Participation.class),
                    "advisory",
                    "Whether a submission is accepted only if this pool accepts it, or the pool's"
                            + " outcome is only reported.");
    private static final Key<Protocol> PROTOCOL =
            Key.of(
                    "protocol",
                    Kinds.word(Protocol.class),
                    "two-round",
                    "How the agents come to a decision: all vote once; proposals first, then votes"
                            + " on all of them; or one, two or three agents alone, without a Byzantine"
                            + " quorum.");
    static final Key<Weighting> WEIGHTING =
            Key.of(
                            "weighting",
                            Kinds.word(Weighting.class),
                            "equal",
                            "Where the weight of a vote comes from: every seat weighs the same;"
                                    + " base weight, specialisation and measured accuracy; or the"
                                    + " log-odds of the agent's reputation.")
                    .otherwise(
                            "specialization where specialization_weights are given, equal under"
                                    + " single, dual and triple, else log-odds");
    private static final Key<Integer> MIN_AGENTS =
            Key.of(
                            "min_agents",
                            Kinds.whole(PoolPolicy.AGENTS),
                            "7",
                            "Agents declared or registered from which on the pool opens. Until then"
                                    + " it answers NO_CONSENSUS.")
                    .otherwise("3 × tolerate + 1, else the number of agents declared, else 4");
    private static final Key<Integer> MAX_AGENTS =
            Key.of(
                            "max_agents",
                            Kinds.whole(PoolPolicy.AGENTS),
                            "15",
                            "Seats at most; further agents wait as standbys.")
                    .otherwise("the larger of min_agents and the number of agents declared");
    private static final Key<Integer> TOLERATE =
            Key.of(
                            "tolerate",
                            Kinds.whole(PoolPolicy.TOLERATE),
                            "2",
                            "How many faulty agents the pool is meant to survive. A policy whose"
                                    + " min_agents are too few for it is refused: f faulty ones take"
                                    + " 3f+1.")
                    .otherwise("⌊(agents − 1)/3⌋, whatever that is");
    private static final Key<Integer> STANDBYS_MAX =
            Key.of(
                    "standbys_max",
                    Kinds.whole(PoolPolicy.STANDBYS),
                    "4",
                    "Agents that may wait for a seat; further registrations are refused.");
    private static final Key<List<Need>> NEEDS =
            Key.of(
                    "needs",
                    Kinds.listOf(Kinds.word(Need.class)),
                    "[sources, question]",
                    "What a submission must carry for the pool to be asked.");
    private static final Key<WhenNotApplicable> WHEN_NOT_APPLICABLE =
            Key.of(
                    "when_not_applicable",
                    Kinds.word(WhenNotApplicable.class),
                    "skip",
                    "What happens when it does not: the pool gives NO_CONSENSUS, or it is left out"
                            + " and the answer says so.");
    static final Entries<BigDecimal> SPECIALIZATION_WEIGHTS =
            new Entries<>(
                    "specialization_weights",
                    "What each field weighs under weighting: specialization; agents name their"
                            + " field in specialization.",
                    "<field>",
                    Kinds.decimal(AgentPolicy.WEIGHT),
                    "source_verification: 1.1");
    private static final Key<RoundPolicy.EarlyDecision> EARLY_DECISION =
            Key.of(
                    "early_decision",
                    Kinds.bool()
                            .as(on ->
                                    on
                                            ? RoundPolicy.EarlyDecision.ON
                                            : RoundPolicy.EarlyDecision.OFF),
                    "false",
                    "Whether a round stops as soon as no outstanding vote can change its outcome.");
    private static final Key<BigDecimal> FULL_COLLECTION_SHARE =
            Key.of(
                    "full_collection_share",
                    Kinds.decimal(Range.SHARE),
                    "0.2",
                    "Share of the rounds of Validate in which the votes that the outcome did not"
                            + " need are collected all the same: after the reply, until the same"
                            + " deadline, into a record of their own. Reputations then learn from"
                            + " the slow as well.");
    private static final Key<Duration> REUSE_FOR =
            Key.of(
                    "reuse_for",
                    Kinds.duration(RoundPolicy.REUSE),
                    "10m",
                    "How long a result of Validate answers exactly the same question again, under"
                            + " the same policy and with the same seats and standings, without"
                            + " asking anybody; 0s means never. Of several pools the shortest time"
                            + " holds. NO_CONSENSUS and PROVISIONAL are never given again.");
    private static final Key<OnTie> ON_TIE =
            Key.of(
                    "on_tie",
                    Kinds.word(OnTie.class),
                    "weighted",
                    "What happens when the two most voted choices have equal heads: people decide,"
                            + " or the heavier one is returned as PROVISIONAL.");
    private static final Key<OnTimeout> ON_TIMEOUT =
            Key.of(
                    "on_timeout",
                    Kinds.word(OnTimeout.class),
                    "provisional",
                    "What happens when the deadline passes without a quorum: people decide, or a"
                            + " majority of the votes received is returned as PROVISIONAL.");
    private static final Key<MinorityOverrule> MINORITY_OVERRULE =
            Key.of(
                    "minority_overrule",
                    Kinds.word(MinorityOverrule.class),
                    "evidence",
                    "What a strong minority can do: people decide, or its choice is returned as"
                            + " PROVISIONAL when only its evidence verifies.");
    private static final Key<OnNoConsensus> ON_NO_CONSENSUS =
            Key.of(
                    "on_no_consensus",
                    Kinds.wordOr(
                            "review",
                            new OnNoConsensus.Review(),
                            Kinds.id(PoolId::new).as(OnNoConsensus.ExpertPool::new)),
                    "experts",
                    "Who takes over what the agents could not decide: a person (review), or another"
                            + " pool by its name, which Validate then asks.");
    private static final Key<Durability> DURABILITY =
            Key.of(
                    "durability",
                    Kinds.word(Durability.class),
                    "spooled",
                    "What is done before the reply: the decision is committed to PostgreSQL, or"
                            + " synced to a local spool from which it is drained, or the reply does"
                            + " not wait. The answer names it.");
    private static final Key<WhenStoreAway> WHEN_STORE_AWAY =
            Key.of(
                    "when_store_away",
                    Kinds.word(WhenStoreAway.class),
                    "spool",
                    "What a committed pool does while PostgreSQL is away: refuse, or use the"
                            + " spool.");
    private static final Key<Duration> RETENTION =
            Key.of(
                    "retention",
                    Kinds.duration(RetentionPolicy.KEEP_FOR),
                    "365d",
                    "How long records are kept at least.");
    private static final Key<RetentionPolicy.Risk> RISK =
            Key.of(
                    "risk",
                    Kinds.word(RetentionPolicy.Risk.class),
                    "high",
                    "Whether the decisions belong to a high-risk system; then a retention below"
                            + " 184d is refused.");

    /// Agents, or fault domains, below which not even one may fail.
    private static final int SURVIVES_ONE = 4;

    static final List<Member> SHARED =
            List.of(
                    PARTICIPATION,
                    PROTOCOL,
                    WEIGHTING,
                    ThresholdKeys.THRESHOLD,
                    ThresholdKeys.SUPERMAJORITY,
                    ThresholdKeys.BYZANTINE_THRESHOLD,
                    ThresholdKeys.WEIGHT_THRESHOLD,
                    MIN_AGENTS,
                    MAX_AGENTS,
                    TOLERATE,
                    STANDBYS_MAX,
                    NEEDS,
                    WHEN_NOT_APPLICABLE,
                    SPECIALIZATION_WEIGHTS,
                    EARLY_DECISION,
                    FULL_COLLECTION_SHARE,
                    REUSE_FOR,
                    ON_TIE,
                    ON_TIMEOUT,
                    MINORITY_OVERRULE,
                    ON_NO_CONSENSUS,
                    LearningKeys.REPUTATION,
                    LearningKeys.CANARIES,
                    DetectionKeys.GROUP,
                    QuarantineKeys.GROUP,
                    BudgetKeys.GROUP,
                    DURABILITY,
                    WHEN_STORE_AWAY,
                    RETENTION,
                    RISK);

    static final Group GROUP =
            new Group(
                    "pool",
                    "The rules of one pool.",
                    Stream.concat(SHARED.stream(), Stream.of(AgentKeys.LIST)).toList());

    private PoolKeys() {}

    static Optional<PoolPolicy> read(PoolId id, Set<PoolId> pools, Section in, Secrets secrets) {
        PoolPolicyBuilder pool = PoolPolicy.named(id);
        in.get(PARTICIPATION).ifPresent(pool::participation);
        in.get(PROTOCOL).ifPresent(pool::protocol);
        ThresholdKeys.head(in).ifPresent(pool::threshold);
        in.get(ThresholdKeys.WEIGHT_THRESHOLD).ifPresent(pool::weightThreshold);
        in.get(MIN_AGENTS).ifPresent(pool::minAgents);
        in.get(MAX_AGENTS).ifPresent(pool::maxAgents);
        in.get(TOLERATE).ifPresent(pool::tolerate);
        in.get(STANDBYS_MAX).ifPresent(pool::standbysMax);
        in.get(NEEDS).map(Set::copyOf).ifPresent(pool::needs);
        in.get(WHEN_NOT_APPLICABLE).ifPresent(pool::whenNotApplicable);
        weighting(in, pool);
        pool.reputation(LearningKeys.reputation(in.in(LearningKeys.REPUTATION)));
        pool.canaries(LearningKeys.canaries(in.in(LearningKeys.CANARIES)));
        pool.detection(DetectionKeys.read(in.in(DetectionKeys.GROUP)));
        QuarantineKeys.read(in.in(QuarantineKeys.GROUP)).ifPresent(pool::quarantine);
        pool.budget(BudgetKeys.read(in.in(BudgetKeys.GROUP)));
        ResolutionPolicy resolution = resolution(id, in);
        resolution
                .onNoConsensus()
                .problem(in.path(ON_NO_CONSENSUS), id, pools)
                .ifPresent(
                        problem -> in.problem(ON_NO_CONSENSUS, problem.reason(), problem.remedy()));
        pool.round(round(in)).resolution(resolution);
        in.get(DURABILITY).ifPresent(pool::durability);
        in.get(WHEN_STORE_AWAY).ifPresent(pool::whenStoreAway);
        retention(in).ifPresent(pool::retention);
        pool.agents(AgentKeys.read(in, secrets));
        Optional<PoolPolicy> built = in.build(pool::build).map(PoolKeys::inCanonicalOrder);
        built.ifPresent(rules -> warn(in, rules));
        return built;
    }

    /// What a pool of these agents cannot promise.
    private static void warn(Section in, PoolPolicy pool) {
        if (pool.protocol().fixedSize().isPresent()) {
            return;
        }
        if (pool.minAgents() < SURVIVES_ONE) {
            in.warning(
                    MIN_AGENTS,
                    "is " + pool.minAgents() + ", with which the pool survives no faulty agent",
                    "surviving one takes " + SURVIVES_ONE);
        }
        long domains = pool.agents().stream().map(AgentPolicy::domain).distinct().count();
        if (pool.agents().size() >= SURVIVES_ONE && domains < SURVIVES_ONE) {
            in.warning(
                    AgentKeys.LIST,
                    "share " + domains + " fault domain" + (domains == 1 ? "" : "s"),
                    "answers will say CORRELATED; with at least "
                            + SURVIVES_ONE
                            + " domains no single one can carry a decision");
        }
    }

    private static void weighting(Section in, PoolPolicyBuilder pool) {
        Map<String, BigDecimal> fields = in.all(SPECIALIZATION_WEIGHTS);
        pool.specializationWeights(fields);
        Optional<Weighting> said = in.get(WEIGHTING);
        said.ifPresent(pool::weighting);
        boolean ensemble = in.get(PROTOCOL).flatMap(Protocol::fixedSize).isPresent();
        if (said.isEmpty() && !fields.isEmpty() && !ensemble) {
            in.reading(
                    SPECIALIZATION_WEIGHTS, WEIGHTING, "specialization_weights without weighting");
        }
    }

    private static RoundPolicy round(Section in) {
        RoundPolicy usual = RoundPolicy.DEFAULT;
        return new RoundPolicy(
                in.get(EARLY_DECISION, usual.earlyDecision()),
                in.get(FULL_COLLECTION_SHARE, usual.fullCollectionShare()),
                in.get(REUSE_FOR, usual.reuseFor()));
    }

    private static ResolutionPolicy resolution(PoolId id, Section in) {
        ResolutionPolicy usual = ResolutionPolicy.ESCALATE;
        return new ResolutionPolicy(
                in.get(ON_TIE, usual.onTie()),
                in.get(ON_TIMEOUT, usual.onTimeout()),
                in.get(MINORITY_OVERRULE, usual.minorityOverrule()),
                onNoConsensus(id, in).orElse(usual.onNoConsensus()));
    }

    /// The experts that all pools share have nobody above them but people.
    private static Optional<OnNoConsensus> onNoConsensus(PoolId id, Section in) {
        Optional<OnNoConsensus> next = in.get(ON_NO_CONSENSUS);
        boolean itself = next.equals(Optional.of(new OnNoConsensus.ExpertPool(id)));
        if (!itself || in.gives(ON_NO_CONSENSUS)) {
            return next;
        }
        in.reading(ON_NO_CONSENSUS, ON_NO_CONSENSUS, "the pool named there hands over to people");
        return Optional.empty();
    }

    private static Optional<RetentionPolicy> retention(Section in) {
        RetentionPolicy usual = RetentionPolicy.DEFAULT;
        Duration keepFor = in.get(RETENTION, usual.keepFor());
        RetentionPolicy.Risk risk = in.get(RISK, usual.risk());
        return in.build(() -> new RetentionPolicy(keepFor, risk));
    }

    /// Where everybody gets a seat the order of the list means nothing, and equal rules are to be
    /// equal values.
    private static PoolPolicy inCanonicalOrder(PoolPolicy pool) {
        if (pool.agents().size() > pool.maxAgents()) {
            return pool;
        }
        List<AgentPolicy> sorted = new ArrayList<>(pool.agents());
        sorted.sort((a, b) -> a.id().compareTo(b.id()));
        return pool.changed().agents(sorted).build();
    }
}
