package io.quorate.core.policy;

import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rules of a pool while they are being written down; what is not said has its default.
///
/// How many agents a pool needs follows from what else was said: from the protocol, from
/// `tolerate`, from the agents declared, else four, the fewest that survive a fault.
public final class PoolPolicyBuilder {
    static final int STANDBYS_DEFAULT = 16;
    private static final int SURVIVES_ONE = 4;

    private final PoolId id;
    private Participation participation = Participation.REQUIRED;
    private Protocol protocol = Protocol.SINGLE_ROUND;
    private Optional<Weighting> weighting = Optional.empty();
    private HeadThreshold threshold = HeadThreshold.BYZANTINE;
    private WeightThreshold weightThreshold = WeightThreshold.TWO_THIRDS;
    private Optional<Integer> minAgents = Optional.empty();
    private Optional<Integer> maxAgents = Optional.empty();
    private Optional<Integer> tolerate = Optional.empty();
    private int standbysMax = STANDBYS_DEFAULT;
    private Set<Need> needs = Set.of();
    private WhenNotApplicable whenNotApplicable = WhenNotApplicable.ESCALATE;
    private SortedMap<String, BigDecimal> specializationWeights = new TreeMap<>();
    private RoundPolicy round = RoundPolicy.DEFAULT;
    private ResolutionPolicy resolution = ResolutionPolicy.ESCALATE;
    private ReputationPolicy reputation = ReputationPolicy.DEFAULT;
    private DetectionPolicy detection = DetectionPolicy.DEFAULT;
    private QuarantinePolicy quarantine = QuarantinePolicy.DEFAULT;
    private CanaryPolicy canaries = CanaryPolicy.DEFAULT;
    private BudgetPolicy budget = BudgetPolicy.UNLIMITED;
    private Durability durability = Durability.COMMITTED;
    private WhenStoreAway whenStoreAway = WhenStoreAway.REFUSE;
    private RetentionPolicy retention = RetentionPolicy.DEFAULT;
    private List<AgentPolicy> agents = List.of();

    PoolPolicyBuilder(PoolId id) {
        this.id = id;
    }

    PoolPolicyBuilder(PoolPolicy pool) {
        this(pool.id());
        participation = pool.participation();
        protocol = pool.protocol();
        weighting = Optional.of(pool.weighting());
        threshold = pool.threshold();
        weightThreshold = pool.weightThreshold();
        minAgents = Optional.of(pool.minAgents());
        maxAgents = Optional.of(pool.maxAgents());
        tolerate = pool.tolerate();
        standbysMax = pool.standbysMax();
        needs = pool.needs();
        whenNotApplicable = pool.whenNotApplicable();
        specializationWeights = pool.specializationWeights();
        round = pool.round();
        resolution = pool.resolution();
        reputation = pool.reputation();
        detection = pool.detection();
        quarantine = pool.quarantine();
        canaries = pool.canaries();
        budget = pool.budget();
        durability = pool.durability();
        whenStoreAway = pool.whenStoreAway();
        retention = pool.retention();
        agents = pool.agents();
    }

    public PoolPolicy build() {
        int min = minAgents.orElseGet(this::minAgentsByDefault);
        int max =
                maxAgents.orElseGet(
                        () -> protocol.fixedSize().orElse(Math.max(min, agents.size())));
        return new PoolPolicy(
                id,
                participation,
                protocol,
                weighting.orElseGet(this::weightingByDefault),
                threshold,
                weightThreshold,
                min,
                max,
                tolerate,
                standbysMax,
                needs,
                whenNotApplicable,
                specializationWeights,
                round,
                resolution,
                reputation,
                detection,
                quarantine,
                canaries,
                budget,
                durability,
                whenStoreAway,
                retention,
                agents);
    }

    private int minAgentsByDefault() {
        if (protocol.fixedSize().isPresent()) {
            return protocol.fixedSize().get();
        }
        if (tolerate.isPresent()) {
            return 3 * tolerate.get() + 1;
        }
        int declared = Math.min(agents.size(), maxAgents.orElse(agents.size()));
        return declared > 0 ? declared : Math.min(SURVIVES_ONE, maxAgents.orElse(SURVIVES_ONE));
    }

    private Weighting weightingByDefault() {
        if (protocol.fixedSize().isPresent()) {
            return Weighting.EQUAL;
        }
        return specializationWeights.isEmpty() ? Weighting.LOG_ODDS : Weighting.SPECIALIZATION;
    }

    public PoolPolicyBuilder participation(Participation value) {
        participation = value;
        return this;
    }

    public PoolPolicyBuilder protocol(Protocol value) {
        protocol = value;
        return this;
    }

    public PoolPolicyBuilder weighting(Weighting value) {
        weighting = Optional.of(value);
        return this;
    }

    public PoolPolicyBuilder threshold(HeadThreshold value) {
        threshold = value;
        return this;
    }

    public PoolPolicyBuilder weightThreshold(WeightThreshold value) {
        weightThreshold = value;
        return this;
    }

    public PoolPolicyBuilder standbysMax(int value) {
        standbysMax = value;
        return this;
    }

    public PoolPolicyBuilder needs(Set<Need> value) {
        needs = value;
        return this;
    }

    public PoolPolicyBuilder whenNotApplicable(WhenNotApplicable value) {
        whenNotApplicable = value;
        return this;
    }

    public PoolPolicyBuilder round(RoundPolicy value) {
        round = value;
        return this;
    }

    public PoolPolicyBuilder resolution(ResolutionPolicy value) {
        resolution = value;
        return this;
    }

    public PoolPolicyBuilder reputation(ReputationPolicy value) {
        reputation = value;
        return this;
    }

    public PoolPolicyBuilder detection(DetectionPolicy value) {
        detection = value;
        return this;
    }

    public PoolPolicyBuilder quarantine(QuarantinePolicy value) {
        quarantine = value;
        return this;
    }

    public PoolPolicyBuilder canaries(CanaryPolicy value) {
        canaries = value;
        return this;
    }

    public PoolPolicyBuilder budget(BudgetPolicy value) {
        budget = value;
        return this;
    }

    public PoolPolicyBuilder durability(Durability value) {
        durability = value;
        return this;
    }

    public PoolPolicyBuilder whenStoreAway(WhenStoreAway value) {
        whenStoreAway = value;
        return this;
    }

    public PoolPolicyBuilder retention(RetentionPolicy value) {
        retention = value;
        return this;
    }

    public PoolPolicyBuilder agents(List<AgentPolicy> value) {
        agents = value;
        return this;
    }

    public PoolPolicyBuilder minAgents(int value) {
        minAgents = Optional.of(value);
        return this;
    }

    public PoolPolicyBuilder maxAgents(int value) {
        maxAgents = Optional.of(value);
        return this;
    }

    public PoolPolicyBuilder tolerate(int value) {
        tolerate = Optional.of(value);
        return this;
    }

    public PoolPolicyBuilder specializationWeights(Map<String, BigDecimal> value) {
        specializationWeights = new TreeMap<>(value);
        return this;
    }
}
