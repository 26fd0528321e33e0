package io.quorate.core.planning.replay;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a call to each agent costs. Agents that no policy declares have registered themselves and
/// are free.
final class Prices {
    private final Map<PoolId, Map<AgentId, Spending>> prices = new HashMap<>();

    /// @param policies the first that declares an agent tells its price
    static Prices of(List<Policy> policies) {
        Prices prices = new Prices();
        policies.forEach(policy -> policy.pools().values().forEach(prices::add));
        return prices;
    }

    private void add(PoolPolicy pool) {
        Map<AgentId, Spending> known = prices.computeIfAbsent(pool.id(), _ -> new HashMap<>());
        pool.agents().forEach(agent -> known.putIfAbsent(agent.id(), price(agent)));
    }

    private static Spending price(AgentPolicy agent) {
        return agent.transport() instanceof Transport.Caller
                ? Spending.NONE
                : new Spending(1, agent.price());
    }

    Spending of(PoolId pool, AgentId agent) {
        return prices.getOrDefault(pool, Map.of())
                .getOrDefault(agent, new Spending(1, BigDecimal.ZERO));
    }

    /// What a round cost.
    Spending of(RoundReport round) {
        Spending spent = Spending.NONE;
        for (int i = 0; i < round.receptions().size(); i++) {
            if (isAsked(round.receptions().get(i))) {
                AgentId agent = round.electorate().seats().get(i).agent();
                spent = spent.plus(of(round.electorate().pool(), agent));
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
