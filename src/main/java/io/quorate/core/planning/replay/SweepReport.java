package io.quorate.core.planning.replay;

import io.quorate.core.protocol.PoolId;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a sweep found: the trade between wrong decisions and escalations.
///
/// @param decisions how many were looked at
/// @param compared those that every value determines; all counts are of these
/// @param today under the policy as it is
/// @param rows under each value, in the order in which they were asked for
public record SweepReport(
        PoolId pool, Knob knob, long decisions, long compared, Verdicts today, List<Row> rows) {
    /// From so many on, right answers that are known say more than the posterior.
    static final long KNOWN_MIN = 30;

    public SweepReport {
        rows = List.copyOf(rows);
    }

    /// One value and what decisions come to under it.
    public record Row(BigDecimal value, Verdicts verdicts) {}

    /// What to do about it; nothing is ever changed by itself.
    public sealed interface Proposal {
        /// @param reason in a sentence
        record Change(BigDecimal value, String reason) implements Proposal {}

        record Keep(String reason) implements Proposal {}
    }

    /// Of the values that escalate no more than today, the one with the fewest wrong decisions; of
    /// several, the one that escalates least.
    public Proposal proposal() {
        if (compared == 0) {
            return new Proposal.Keep("No recorded decision tells the values apart.");
        }
        Optional<Row> best =
                rows.stream()
                        .filter(row -> row.verdicts().escalated() <= today.escalated())
                        .min(
                                Comparator.<Row>comparingDouble(row -> wrong(row.verdicts()))
                                        .thenComparingLong(row -> row.verdicts().escalated()));
        return best.filter(row -> isBetter(row.verdicts()))
                .<Proposal>map(row -> new Proposal.Change(row.value(), reason(row)))
                .orElseGet(() ->
                        new Proposal.Keep(
                                "No value has fewer wrong decisions without more escalations."));
    }

    private boolean isBetter(Verdicts verdicts) {
        double now = wrong(today);
        double then = wrong(verdicts);
        return then < now || (then == now && verdicts.escalated() < today.escalated());
    }

    private String reason(Row row) {
        return "%s %s for pool %s: %s wrong decisions instead of %s, %d escalations instead of %d."
                .formatted(
                        knob.key(),
                        row.value().toPlainString(),
                        pool,
                        figure(wrong(row.verdicts())),
                        figure(wrong(today)),
                        row.verdicts().escalated(),
                        today.escalated());
    }

    /// Whether wrong decisions are counted by known answers; otherwise by the posterior.
    boolean isCountedByKnown() {
        return today.agreement().known() >= KNOWN_MIN;
    }

    double wrong(Verdicts verdicts) {
        return isCountedByKnown() ? verdicts.agreement().wrong() : verdicts.expectedWrong();
    }

    /// The whole for people: a table, and the proposal.
    public String inWords() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format(
                "%s of pool %s over %,d of %,d recorded decisions\n",
                knob.key(), pool, compared, decisions);
        text.format("\n");
        text.format(
                "%10s %12s %12s %12s %16s %9s %9s\n",
                knob.key().length() > 10 ? "value" : knob.key(),
                "accepted",
                "rejected",
                "escalated",
                "expected wrong",
                "w. acc.",
                "w. rej.");
        row(text, "today", today);
        rows.forEach(row -> row(text, row.value().toPlainString(), row.verdicts()));
        text.format("\n");
        if (isCountedByKnown()) {
            text.format(
                    "Wrong decisions are those whose right answer is known, %,d of them.\n",
                    today.agreement().known());
        } else {
            text.format(
                    "Too few right answers are known (%,d); wrong decisions are expected ones, by"
                            + " the posterior recorded with each.\n",
                    today.agreement().known());
        }
        switch (proposal()) {
            case Proposal.Change(BigDecimal value, String reason) -> {
                text.format("Proposal: %s\n", reason);
                text.format("  consensus:\n");
                text.format("    agent_pools:\n");
                text.format("      %s: {%s: %s}\n", pool, knob.key(), value.toPlainString());
            }
            case Proposal.Keep(String reason) -> text.format("Proposal: keep it. %s\n", reason);
        }
        return text.toString();
    }

    private static void row(Formatter text, String value, Verdicts verdicts) {
        text.format(
                "%10s %,12d %,12d %,12d %,16.1f %,9d %,9d\n",
                value,
                verdicts.accepted(),
                verdicts.rejected(),
                verdicts.escalated(),
                verdicts.expectedWrong(),
                verdicts.agreement().wronglyAccepted(),
                verdicts.agreement().wronglyRejected());
    }

    private static String figure(double count) {
        return String.format(Locale.ROOT, "%.1f", count);
    }
}
