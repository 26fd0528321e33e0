package io.quorate.core.policy;

import java.time.Duration;
import java.util.List;

/// When an agent loses its seat, for how long, and how often before it is for good.
///
/// @param rules tried together; the strictest consequence wins
/// @param strikes quarantines after which an agent is excluded
public record QuarantinePolicy(List<QuarantineRule> rules, int strikes, SlowAgentRule slowAgent) {
    public static final Range<Integer> STRIKES = Range.between(1, 100);
    public static final int RULES_MAX = 64;
    public static final QuarantinePolicy DEFAULT =
            new QuarantinePolicy(QuarantineRule.DEFAULTS, 3, SlowAgentRule.DEFAULT);

    public QuarantinePolicy {
        rules = List.copyOf(rules);
        Range.between(0, RULES_MAX).check("number of rules", rules.size());
        STRIKES.check("strikes", strikes);
    }

    /// An agent that misses deadlines is no liar, but its seat stays silent.
    ///
    /// @param misses deadlines missed within the time
    public record SlowAgentRule(
            int misses, Duration within, QuarantineRule.Consequence then, Duration lasting) {
        public static final Range<Integer> MISSES = Range.between(1, 100_000);
        public static final SlowAgentRule DEFAULT =
                new SlowAgentRule(
                        20,
                        Duration.ofHours(1),
                        QuarantineRule.Consequence.ALERT,
                        Duration.ofHours(1));

        public SlowAgentRule {
            MISSES.check("misses", misses);
            QuarantineRule.WITHIN.check("within", within);
            QuarantineRule.LASTING.check("for", lasting);
        }

        void outline(Outline to) {
            to.put("misses", misses);
            to.put("within", within);
            to.put("then", then);
            to.put("for", lasting);
        }
    }

    void outline(Outline to) {
        to.put("strikes", strikes);
        slowAgent.outline(to.in("slow_agent"));
        to.put("rules", rules.size());
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).outline(to.in("rules").in(Integer.toString(i + 1)));
        }
    }
}
