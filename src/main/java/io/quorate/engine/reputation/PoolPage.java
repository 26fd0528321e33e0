package io.quorate.engine.reputation;

import io.quorate.core.consensus.Member;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.reputation.Insight;
import io.quorate.core.reputation.standing.Roll;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one pool at one moment, under one policy. Safe for any number of threads; the
/// electorate of its commonest question is built once.
public final class PoolPage {
    private static final List<Choice> ACCEPT_OR_REJECT = List.of(Choice.ACCEPT, Choice.REJECT);

    private final PoolPolicy policy;
    private final Map<AgentId, AgentPolicy> agents;
    private final Optional<Roll> roll;
    private final Insight insight;
    private volatile @Nullable Sitting commonest;

    /// @param registrations agents beside those that the policy declares
    /// @param roll empty while the pool has fewer agents than it needs to open
    public PoolPage(
            PoolPolicy policy,
            List<Registration> registrations,
            Optional<Roll> roll,
            Insight insight) {
        this.policy = policy;
        this.roll = roll;
        this.insight = insight;
        Map<AgentId, AgentPolicy> named = new LinkedHashMap<>();
        policy.agents().forEach(agent -> named.put(agent.id(), agent));
        registrations.forEach(each -> named.putIfAbsent(each.agent(), each.asDeclared()));
        this.agents = Collections.unmodifiableMap(named);
    }

    public PoolPolicy policy() {
        return policy;
    }

    /// Whether it was made under this very policy; an equal one that was read anew gets a page of
    /// its own, so that the question stays cheap.
    @SuppressWarnings("ReferenceEquality")
    boolean isUnder(PoolPolicy other) {
        return policy == other;
    }

    /// Everybody who belongs to the pool, declared ones first.
    public Map<AgentId, AgentPolicy> agents() {
        return agents;
    }

    public Optional<Roll> roll() {
        return roll.filter(_ -> agents.size() >= policy.minAgents());
    }

    public Insight insight() {
        return insight;
    }

    /// Who votes on these choices, once the pool has opened.
    Optional<Sitting> sitting(List<Choice> choices) {
        return roll().map(open -> {
            if (!choices.equals(ACCEPT_OR_REJECT)) {
                return new Seats(this, open).sitting(choices);
            }
            Sitting built = commonest;
            if (built == null) {
                built = new Seats(this, open).sitting(choices);
                commonest = built;
            }
            return built;
        });
    }

    /// Who may take a seat of this electorate in a further round, in that order, as they would
    /// vote.
    List<Member> standbys(Electorate electorate) {
        return roll().map(open -> new Seats(this, open).standbys(electorate)).orElse(List.of());
    }
}
