package io.quorate.core.policy;

/// One thing that is wrong with a policy, and what would be right.
///
/// @param path the key, dotted: `consensus.agent_pools.facts.weight_threshold`; empty for the whole
/// @param reason what is wrong, with the value found
/// @param remedy what would be right
public record PolicyProblem(String path, String reason, String remedy) {
    @Override
    public String toString() {
        return path.isEmpty() ? reason + ": " + remedy : path + " " + reason + ": " + remedy;
    }
}
