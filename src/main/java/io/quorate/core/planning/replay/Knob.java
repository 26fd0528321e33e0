package io.quorate.core.planning.replay;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.InvalidPolicy;
import io.quorate.core.policy.PolicyProblem;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.WeightThreshold;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A setting of a pool that can be swept over a range.
public sealed interface Knob permits Knob.OfVerdicts, RuleKnob {
    /// Its key in a policy file, below the pool.
    String key();

    /// The pool with the setting at this value.
    ///
    /// @param value as in a policy file
    /// @throws InvalidPolicy if it may not have it
    PoolPolicy set(PoolPolicy pool, String value);

    /// The setting of that key.
    static Optional<Knob> of(String key) {
        return Stream.<Knob>concat(Arrays.stream(OfVerdicts.values()), RuleKnob.all())
                .filter(knob -> knob.key().equals(key))
                .findFirst();
    }

    /// All keys, for people.
    static List<String> keys() {
        return Stream.concat(
                        Arrays.stream(OfVerdicts.values()).map(Knob::key), RuleKnob.keys().stream())
                .toList();
    }

    /// What verdicts hang on.
    enum OfVerdicts implements Knob {
        /// The share of seats that a choice needs.
        THRESHOLD,
        /// The share of the whole weight that a choice needs.
        WEIGHT_THRESHOLD,
        /// The confidence below which a vote counts as an abstention, for every agent of the pool.
        CONFIDENCE_THRESHOLD,
        /// How many agents have a seat, those declared first.
        MAX_AGENTS;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public PoolPolicy set(PoolPolicy pool, String value) {
            BigDecimal number = number(key(), value);
            return switch (this) {
                case THRESHOLD ->
                        pool.changed().threshold(new HeadThreshold.Supermajority(number)).build();
                case WEIGHT_THRESHOLD ->
                        pool.changed().weightThreshold(new WeightThreshold.Share(number)).build();
                case CONFIDENCE_THRESHOLD ->
                        pool.changed()
                                .agents(
                                        pool.agents().stream()
                                                .map(agent -> confident(agent, number))
                                                .toList())
                                .build();
                case MAX_AGENTS -> pool.changed().maxAgents(whole(key(), value)).build();
            };
        }

        private static AgentPolicy confident(AgentPolicy agent, BigDecimal threshold) {
            return new AgentPolicy(
                    agent.id(),
                    agent.domain(),
                    agent.specialization(),
                    agent.baseWeight(),
                    threshold.doubleValue(),
                    agent.publicKey(),
                    agent.transport(),
                    agent.guard(),
                    agent.price());
        }
    }

    private static BigDecimal number(String key, String value) {
        if (!value.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            throw unreadable(key, value, "a decimal like 0.75");
        }
        return new BigDecimal(value);
    }

    /// @throws InvalidPolicy if it is none
    static int whole(String key, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw unreadable(key, value, "a whole number");
        }
        return Integer.parseInt(value);
    }

    /// Why a text is no value of a key.
    static InvalidPolicy unreadable(String key, String value, String wanted) {
        return new InvalidPolicy(new PolicyProblem(key, "is " + value, "must be " + wanted));
    }
}
