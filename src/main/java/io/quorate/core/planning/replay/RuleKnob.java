package io.quorate.core.planning.replay;

import io.quorate.core.policy.InvalidPolicy;
import io.quorate.core.policy.PolicyProblem;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.QuarantinePolicy;
import io.quorate.core.policy.QuarantinePolicy.SlowAgentRule;
import io.quorate.core.policy.QuarantineRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What hangs on a quarantine rule: who loses its seat. Verdicts do not, as votes are replayed as
/// they were given.
///
/// @param rule counted from 1 as they stand in the policy; 0 for the rule about slow agents
record RuleKnob(int rule, Part part) implements Knob {
    private static final int SLOW = 0;

    /// What of the rule.
    enum Part {
        /// How many findings, detectors or missed deadlines it takes.
        COUNT("count"),
        /// Within which time.
        WITHIN("within");

        private final String word;

        Part(String word) {
            this.word = word;
        }
    }

    static Stream<RuleKnob> all() {
        return IntStream.rangeClosed(SLOW, QuarantinePolicy.RULES_MAX)
                .boxed()
                .flatMap(
                        rule -> Arrays.stream(Part.values()).map(part -> new RuleKnob(rule, part)));
    }

    /// As they are explained to people.
    static List<String> keys() {
        return List.of(
                "quarantine.rules.N.count",
                "quarantine.rules.N.within",
                "quarantine.slow_agent.misses",
                "quarantine.slow_agent.within");
    }

    @Override
    public String key() {
        return rule == SLOW
                ? "quarantine.slow_agent." + (part == Part.COUNT ? "misses" : part.word)
                : "quarantine.rules." + rule + "." + part.word;
    }

    @Override
    public PoolPolicy set(PoolPolicy pool, String value) {
        QuarantinePolicy before = pool.quarantine();
        QuarantinePolicy after =
                rule == SLOW
                        ? new QuarantinePolicy(
                                before.rules(),
                                before.strikes(),
                                changed(before.slowAgent(), value))
                        : new QuarantinePolicy(
                                changed(before.rules(), value),
                                before.strikes(),
                                before.slowAgent());
        return pool.changed().quarantine(after).build();
    }

    private SlowAgentRule changed(SlowAgentRule slow, String value) {
        return switch (part) {
            case COUNT ->
                    new SlowAgentRule(
                            Knob.whole(key(), value), slow.within(), slow.then(), slow.lasting());
            case WITHIN ->
                    new SlowAgentRule(slow.misses(), time(value), slow.then(), slow.lasting());
        };
    }

    private List<QuarantineRule> changed(List<QuarantineRule> rules, String value) {
        if (rule > rules.size()) {
            throw new InvalidPolicy(
                    new PolicyProblem(
                            key(),
                            "names rule " + rule + " of " + rules.size(),
                            "must name a rule that the pool has"));
        }
        List<QuarantineRule> changed = new ArrayList<>(rules);
        QuarantineRule before = rules.get(rule - 1);
        changed.set(
                rule - 1,
                switch (part) {
                    case COUNT ->
                            new QuarantineRule(
                                    before.when(),
                                    Knob.whole(key(), value),
                                    before.within(),
                                    before.then(),
                                    before.lasting());
                    case WITHIN ->
                            new QuarantineRule(
                                    before.when(),
                                    before.count(),
                                    time(value),
                                    before.then(),
                                    before.lasting());
                });
        return changed;
    }

    private Duration time(String value) {
        if (!value.matches("\\d{1,9}(s|m|h|d)")) {
            throw Knob.unreadable(key(), value, "a time like 90s, 15m, 12h or 7d");
        }
        long number = Long.parseLong(value.substring(0, value.length() - 1));
        return switch (value.charAt(value.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
