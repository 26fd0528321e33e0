package io.quorate.host.policyfile;

import io.quorate.core.policy.QuarantinePolicy;
import io.quorate.core.policy.QuarantinePolicy.SlowAgentRule;
import io.quorate.core.policy.QuarantineRule;
import io.quorate.core.policy.QuarantineRule.Consequence;
import io.quorate.core.policy.QuarantineRule.Trigger;
import io.quorate.core.protocol.FaultKind;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Section;
import io.quorate.host.policyfile.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `quarantine`: when an agent loses its seat, for how long, and how often before it is for good.
final class QuarantineKeys {
    private static final Key<FaultKind> FAULT =
            Key.of(
                    "fault",
                    Kinds.word(FaultKind.class),
                    "contradiction",
                    "The kind of finding that is counted.");
    private static final Key<Integer> DETECTORS =
            Key.of(
                    "detectors",
                    Kinds.whole(QuarantineRule.COUNT),
                    "2",
                    "How many different detectors must suspect the agent; instead of `fault` and"
                            + " `count`.");
    private static final Key<Integer> COUNT =
            Key.of(
                            "count",
                            Kinds.whole(QuarantineRule.COUNT),
                            "3",
                            "How many findings of the kind it takes.")
                    .otherwise("1");
    private static final Key<Duration> WITHIN =
            Key.of(
                            "within",
                            Kinds.duration(QuarantineRule.WITHIN),
                            "10m",
                            "The time in which they must come.")
                    .otherwise("1d");
    private static final Group WHEN =
            Group.of("when", "What the rule looks at.", FAULT, DETECTORS, COUNT, WITHIN);
    private static final Key<Consequence> THEN =
            Key.of(
                            "then",
                            Kinds.word(Consequence.class),
                            "quarantine",
                            "`alert` tells the operators; `probation` keeps the seat and caps the"
                                    + " weight; `quarantine` takes the seat and asks in the shadow;"
                                    + " `exclude` takes it until an operator gives it back. One"
                                    + " detector's suspicion alone may only alert or lead to"
                                    + " probation.")
                    .required();
    private static final Key<Duration> FOR =
            Key.of(
                            "for",
                            Kinds.duration(QuarantineRule.LASTING),
                            "6h",
                            "How long a quarantine lasts before probation.")
                    .otherwise("1d");
    private static final Listed RULES =
            new Listed(
                    "rules",
                    "What follows when findings about an agent add up; the strictest rule that"
                            + " applies wins. A list of your own replaces the default rules, which"
                            + " quarantine on an equivocation, on labelled error, and on suspicion by"
                            + " two detectors.",
                    "<n>",
                    Group.of("rule", "One rule.", WHEN, THEN, FOR),
                    Optional.empty());
    private static final Key<Integer> STRIKES =
            Key.of(
                    "strikes",
                    Kinds.whole(QuarantinePolicy.STRIKES),
                    "5",
                    "Quarantines after which an agent is excluded.");
    private static final Key<Integer> MISSES =
            Key.of(
                    "misses",
                    Kinds.whole(SlowAgentRule.MISSES),
                    "50",
                    "Deadlines missed that make an agent slow.");
    private static final Key<Duration> SLOW_WITHIN =
            Key.of(
                    "within",
                    Kinds.duration(QuarantineRule.WITHIN),
                    "30m",
                    "The time in which they are counted.");
    private static final Key<Consequence> SLOW_THEN =
            Key.of(
                    "then",
                    Kinds.word(Consequence.class),
                    "quarantine",
                    "What follows, in the words of a rule.");
    private static final Key<Duration> SLOW_FOR =
            Key.of(
                    "for",
                    Kinds.duration(QuarantineRule.LASTING),
                    "15m",
                    "How long a quarantine for slowness lasts.");
    private static final Group SLOW_AGENT =
            Group.of(
                    "slow_agent",
                    "An agent that misses deadlines is no liar, but its seat stays silent.",
                    MISSES,
                    SLOW_WITHIN,
                    SLOW_THEN,
                    SLOW_FOR);

    static final Group GROUP =
            Group.of(
                    "quarantine",
                    "When an agent loses its seat, for how long, and how often before it is for"
                            + " good.",
                    RULES,
                    STRIKES,
                    SLOW_AGENT);

    private QuarantineKeys() {}

    static Optional<QuarantinePolicy> read(Section in) {
        QuarantinePolicy usual = QuarantinePolicy.DEFAULT;
        List<QuarantineRule> rules =
                in.items(RULES).map(items -> rules(in, items)).orElse(usual.rules());
        int strikes = in.get(STRIKES, usual.strikes());
        SlowAgentRule slow = slowAgent(in.in(SLOW_AGENT));
        return in.build(() -> new QuarantinePolicy(rules, strikes, slow));
    }

    private static List<QuarantineRule> rules(Section in, List<YamlNode> items) {
        List<QuarantineRule> rules = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            rule(in.item(RULES, items.get(i), Integer.toString(i + 1))).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<QuarantineRule> rule(Section in) {
        Section when = in.in(WHEN);
        Duration within = when.get(WITHIN, Duration.ofDays(1));
        Duration lasting = in.get(FOR, Duration.ofDays(1));
        Optional<Consequence> then = in.require(THEN);
        Optional<FaultKind> fault = when.get(FAULT);
        Optional<Integer> detectors = when.get(DETECTORS);
        int count = when.get(COUNT, 1);
        if (when.gives(FAULT) == when.gives(DETECTORS)) {
            in.problem(
                    WHEN,
                    when.gives(FAULT)
                            ? "names both fault and detectors"
                            : "names neither fault nor detectors",
                    "must name one of the two, like {fault: contradiction, count: 3, within: 10m}"
                            + " or {detectors: 2, within: 1d}");
            return Optional.empty();
        }
        if (when.gives(DETECTORS) && when.gives(COUNT)) {
            when.problem(COUNT, "is given beside detectors", "remove it; detectors is the count");
        }
        Optional<Trigger> trigger =
                fault.<Trigger>map(Trigger.OfKind::new)
                        .or(() -> detectors.map(_ -> new Trigger.Detectors()));
        return trigger.flatMap(what ->
                then.flatMap(consequence ->
                        in.build(() ->
                                new QuarantineRule(
                                        what,
                                        detectors.orElse(count),
                                        within,
                                        consequence,
                                        lasting))));
    }

    private static SlowAgentRule slowAgent(Section in) {
        SlowAgentRule usual = SlowAgentRule.DEFAULT;
        return new SlowAgentRule(
                in.get(MISSES, usual.misses()),
                in.get(SLOW_WITHIN, usual.within()),
                in.get(SLOW_THEN, usual.then()),
                in.get(SLOW_FOR, usual.lasting()));
    }
}
