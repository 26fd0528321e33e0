package io.quorate.core.planning.replay;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Usage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a call to each agent costs, with the tokens that a model counted. Agents that no policy
/// declares have registered themselves and are free.
final class Prices {
    private final Map<PoolId, Map<AgentId, AgentPolicy>> agents = new HashMap<>();

    /// @param policies the first that declares an agent tells its prices
    static Prices of(List<Policy> policies) {
        Prices prices = new Prices();
        policies.forEach(policy -> policy.pools().values().forEach(prices::add));
        return prices;
    }

    private void add(PoolPolicy pool) {
        Map<AgentId, AgentPolicy> known = agents.computeIfAbsent(pool.id(), _ -> new HashMap<>());
        pool.agents().forEach(agent -> known.putIfAbsent(agent.id(), agent));
    }

    /// What a call costs.
    ///
    /// @param usage what a model counted for it
    Spending of(PoolId pool, AgentId id, Optional<Usage> usage) {
        AgentPolicy agent = agents.getOrDefault(pool, Map.of()).get(id);
        if (agent == null) {
            return new Spending(1, usage.map(Usage::cost).orElse(BigDecimal.ZERO));
        }
        return switch (agent.transport()) {
            case Transport.Caller _ -> Spending.NONE;
            case Transport.OpenAi model ->
                    new Spending(
                            1,
                            agent.price()
                                    .add(
                                            usage.map(counted ->
                                                            model.cost(
                                                                    counted.input(),
                                                                    counted.output()))
                                                    .orElse(BigDecimal.ZERO)));
            case Transport.Grpc _, Transport.Attend _, Transport.Builtin _ ->
                    new Spending(1, agent.price());
        };
    }

    /// What a round cost.
    Spending of(RoundReport round) {
        Heard heard = new Heard(round);
        Spending spent = Spending.NONE;
        for (Seat seat : round.electorate().seats()) {
            if (heard.isAsked(seat.agent())) {
                spent =
                        spent.plus(
                                of(
                                        round.electorate().pool(),
                                        seat.agent(),
                                        heard.usage(seat.agent())));
            }
        }
        return spent;
    }

    static boolean isAsked(Reception reception) {
        return switch (reception) {
            case Reception.Admitted _,
                    Reception.Abstained _,
                    Reception.NotAdmitted _,
                    Reception.NotNeeded _ ->
                    true;
            case Reception.Silent(var cause) ->
                    switch (cause) {
                        case NO_VOTE, LATE, UNREACHABLE, FAILED, TIMED_OUT -> true;
                        case SPARED, OVER_BUDGET, EMPTY_SEAT -> false;
                    };
        };
    }
}
