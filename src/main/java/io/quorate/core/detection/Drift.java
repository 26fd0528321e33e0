package io.quorate.core.detection;

import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import java.util.Locale;
import java.util.Optional;

/// Watches one agent's labelled votes for the moment from which it errs more than before.
///
/// Page's cumulative sum [1]: for every vote the sum grows by log(e₁/e₀) after an error and falls
/// by log((1−e₀)/(1−e₁)) otherwise, never below 0; where it passes the limit, the votes since it
/// was last 0 are that many nats more probable under e₁ than under e₀. Here e₀ is what the agent
/// itself showed so far plus the slack that the policy forgives, and e₁ lies half way from there to
/// certain error.
///
/// On two choices each right choice has a sum of its own beside the common one. Agents that change
/// mostly change in favour of one answer: a judge that now always says no errs no more than before
/// on half of the questions, and the common sum takes three times as long to see it.
///
/// [1] Page: Continuous Inspection Schemes, Biometrika 41 (1954).
///
/// @param all over all votes; the others by the right choice, on two choices only
public record Drift(Sum all, Sum first, Sum second) {
    public static final Drift NONE = new Drift(Sum.NONE, Sum.NONE, Sum.NONE);

    /// What the baseline starts from: so many votes with this rate of errors.
    private static final double PRIOR_VOTES = 5;

    private static final double PRIOR_ERROR = 0.2;
    private static final double ERROR_MIN = 0.03;
    private static final double ERROR_MAX = 0.7;

    /// One cumulative sum and its baseline.
    ///
    /// @param sum in nats
    public record Sum(double sum, double errors, long votes) {
        static final Sum NONE = new Sum(0, 0, 0);

        private double usual() {
            return (errors + PRIOR_VOTES * PRIOR_ERROR) / (votes + PRIOR_VOTES);
        }

        Sum after(boolean wrong, double slack) {
            double before = Math.min(ERROR_MAX, Math.max(ERROR_MIN, usual() + slack));
            double changed = (1 + before) / 2;
            double step =
                    wrong
                            ? StrictMath.log(changed / before)
                            : StrictMath.log((1 - changed) / (1 - before));
            return new Sum(Math.max(0, sum + step), errors + (wrong ? 1 : 0), votes + 1);
        }
    }

    /// What a watch is told, in the order in which it became known.
    public sealed interface Step {
        AgentId agent();

        /// A label of one of the agent's votes.
        ///
        /// @param right the place of the choice that was right
        /// @param slack that the policy forgives
        record Labelled(AgentId agent, int voted, int choices, int right, double slack)
                implements Step {}

        /// What the watch saw was acted on: it is another agent now.
        record Renewed(AgentId agent) implements Step {}
    }

    /// The watch after one more step.
    public Drift after(Step step) {
        return switch (step) {
            case Step.Renewed _ -> NONE;
            case Step.Labelled(var _, int voted, int choices, int right, double slack) -> {
                boolean wrong = voted != right;
                boolean two = choices == 2;
                yield new Drift(
                        all.after(wrong, slack),
                        two && right == 0 ? first.after(wrong, slack) : first,
                        two && right == 1 ? second.after(wrong, slack) : second);
            }
        };
    }

    /// The largest of the sums.
    public double statistic() {
        return Math.max(all.sum(), Math.max(first.sum(), second.sum()));
    }

    public Finding examine(AgentId agent, DetectionPolicy policy) {
        double limit = policy.driftLimit().doubleValue();
        if (all.votes() == 0) {
            return new Finding.TooFew(agent, FaultKind.DRIFT, 0, 1);
        }
        if (statistic() <= limit) {
            return new Finding.Clear(agent, FaultKind.DRIFT, statistic(), limit);
        }
        return new Finding.Suspected(
                agent,
                FaultKind.DRIFT,
                statistic(),
                limit,
                String.format(
                        Locale.ROOT,
                        "its latest labelled votes%s are %.1f nats more probable if it errs more"
                                + " than before; overall wrong on %.0f of %d",
                        where().map(choice -> " where the " + choice + " choice is right")
                                .orElse(""),
                        statistic(),
                        all.errors(),
                        all.votes()));
    }

    private Optional<String> where() {
        if (statistic() == all.sum()) {
            return Optional.empty();
        }
        return Optional.of(first.sum() >= second.sum() ? "first" : "second");
    }
}
