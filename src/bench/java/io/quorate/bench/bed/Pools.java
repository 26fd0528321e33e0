package io.quorate.bench.bed;

import java.util.ArrayList;
import java.util.List;

/// The pools of a sidecar's policy, each with as many agents, in fault domains of their own.
///
/// @param agents in each pool
/// @param address of the agents that are asked
public record Pools(List<Pool> all, int agents, String address) {

    /// @param durability as the policy spells it
    public record Pool(String name, String durability, Asking asking) {}

    /// Where the votes of a pool come from.
    public enum Asking {
        GIVEN,
        ASKED
    }

    /// For each durability a pool that is brought its votes, and one that is asked.
    public static Pools of(List<String> durabilities, int agents, String address) {
        List<Pool> pools = new ArrayList<>();
        for (String durability : durabilities) {
            pools.add(new Pool(given(durability), durability, Asking.GIVEN));
            pools.add(new Pool(asked(durability), durability, Asking.ASKED));
        }
        return new Pools(pools, agents, address);
    }

    /// The pool whose votes come along.
    public static String given(String durability) {
        return durability;
    }

    /// The pool whose agents are asked.
    public static String asked(String durability) {
        return "asked_" + durability;
    }

    public static String agent(int number) {
        return "agent-" + number;
    }

    String yaml() {
        StringBuilder text =
                new StringBuilder(
                        """
                        consensus:
                          performance_targets: {standard_path_latency: 10s, complex_path_latency: 20s}
                          agent_pools:
                        """);
        for (Pool pool : all) {
            text.append(
                    "    %s:\n      durability: %s\n      agents:\n"
                            .formatted(pool.name, pool.durability));
            for (int i = 0; i < agents; i++) {
                text.append("        - {id: %s, fault_domain: d-%d".formatted(agent(i), i));
                if (pool.asking == Asking.ASKED) {
                    text.append(
                            ", grpc: {address: \"%s\"}, guard: {calls_max: 10000, timeout: 10s}"
                                    .formatted(address));
                }
                text.append("}\n");
            }
        }
        return text.toString();
    }
}
