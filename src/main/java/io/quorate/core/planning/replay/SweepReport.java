package io.quorate.core.planning.replay;

import io.quorate.core.protocol.PoolId;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a sweep found: of what verdicts hang on, the trade between wrong decisions and escalations;
/// of a quarantine rule, whose seats it takes, rightly or wrongly.
///
/// @param decisions how many were looked at
/// @param compared those that every value determines; all counts are of these
/// @param today under the policy as it is
/// @param rows under each value, in the order in which they were asked for
public record SweepReport(
        PoolId pool, Knob knob, long decisions, long compared, Row today, List<Row> rows) {
    /// From so many on, right answers that are known say more than the posterior.
    static final long KNOWN_MIN = 30;

    public SweepReport {
        rows = List.copyOf(rows);
    }

    /// One value and what decisions come to under it.
    ///
    /// @param dismissals of a quarantine rule; verdicts are then the same for every value
    public record Row(String value, Verdicts verdicts, Optional<Dismissals> dismissals) {
        private Dismissals dismissed() {
            return dismissals.orElseThrow();
        }
    }

    /// What to do about it; nothing is ever changed by itself.
    public sealed interface Proposal {
        /// @param reason in a sentence
        record Change(String value, String reason) implements Proposal {}

        record Keep(String reason) implements Proposal {}
    }

    public Proposal proposal() {
        return switch (knob) {
            case Knob.OfVerdicts _ -> byVerdicts();
            case RuleKnob _ -> byDismissals();
        };
    }

    /// Of the values that escalate no more than today, the one with the fewest wrong decisions; of
    /// several, the one that escalates least.
    private Proposal byVerdicts() {
        if (compared == 0) {
            return new Proposal.Keep("No recorded decision tells the values apart.");
        }
        Optional<Row> best =
                rows.stream()
                        .filter(row -> row.verdicts().escalated() <= today.verdicts().escalated())
                        .min(
                                Comparator.<Row>comparingDouble(row -> wrong(row.verdicts()))
                                        .thenComparingLong(row -> row.verdicts().escalated()));
        return best.filter(row -> isBetter(row.verdicts()))
                .<Proposal>map(row -> new Proposal.Change(row.value(), reason(row)))
                .orElseGet(() ->
                        new Proposal.Keep(
                                "No value has fewer wrong decisions without more escalations."));
    }

    /// The value with the fewest mistakes; of several, the one that takes the fewest seats.
    private Proposal byDismissals() {
        Comparator<Row> order =
                Comparator.<Row>comparingLong(row -> row.dismissed().mistakes())
                        .thenComparingLong(row -> row.dismissed().removals());
        return rows.stream()
                .min(order)
                .filter(row -> row.dismissed().mistakes() < today.dismissed().mistakes())
                .<Proposal>map(row ->
                        new Proposal.Change(
                                row.value(),
                                "%s %s for pool %s: %d agents judged otherwise than labels do instead of %d, %d seats taken instead of %d."
                                        .formatted(
                                                knob.key(),
                                                row.value(),
                                                pool,
                                                row.dismissed().mistakes(),
                                                today.dismissed().mistakes(),
                                                row.dismissed().removals(),
                                                today.dismissed().removals())))
                .orElseGet(() -> new Proposal.Keep("No value judges more agents as labels do."));
    }

    private boolean isBetter(Verdicts verdicts) {
        double now = wrong(today.verdicts());
        double then = wrong(verdicts);
        return then < now || (then == now && verdicts.escalated() < today.verdicts().escalated());
    }

    private String reason(Row row) {
        return "%s %s for pool %s: %s wrong decisions instead of %s, %d escalations instead of %d."
                .formatted(
                        knob.key(),
                        row.value(),
                        pool,
                        figure(wrong(row.verdicts())),
                        figure(wrong(today.verdicts())),
                        row.verdicts().escalated(),
                        today.verdicts().escalated());
    }

    /// Whether wrong decisions are counted by known answers; otherwise by the posterior.
    boolean isCountedByKnown() {
        return today.verdicts().agreement().known() >= KNOWN_MIN;
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
        switch (knob) {
            case Knob.OfVerdicts _ -> verdicts(text);
            case RuleKnob _ -> dismissals(text);
        }
        switch (proposal()) {
            case Proposal.Change(String value, String reason) -> {
                text.format("Proposal: %s\n", reason);
                if (knob instanceof Knob.OfVerdicts) {
                    text.format("  consensus:\n");
                    text.format("    agent_pools:\n");
                    text.format("      %s: {%s: %s}\n", pool, knob.key(), value);
                }
            }
            case Proposal.Keep(String reason) -> text.format("Proposal: keep it. %s\n", reason);
        }
        return text.toString();
    }

    private void verdicts(Formatter text) {
        text.format(
                "%10s %12s %12s %12s %16s %9s %9s\n",
                knob.key().length() > 10 ? "value" : knob.key(),
                "accepted",
                "rejected",
                "escalated",
                "expected wrong",
                "w. acc.",
                "w. rej.");
        verdicts(text, today);
        rows.forEach(row -> verdicts(text, row));
        text.format("\n");
        long known = today.verdicts().agreement().known();
        text.format(
                isCountedByKnown()
                        ? "Wrong decisions are those whose right answer is known, %,d of them.\n"
                        : "Too few right answers are known (%,d); wrong decisions are expected"
                                + " ones, by the posterior recorded with each.\n",
                known);
    }

    private static void verdicts(Formatter text, Row row) {
        Verdicts verdicts = row.verdicts();
        text.format(
                "%10s %,12d %,12d %,12d %,16.1f %,9d %,9d\n",
                row.value(),
                verdicts.accepted(),
                verdicts.rejected(),
                verdicts.escalated(),
                verdicts.expectedWrong(),
                verdicts.agreement().wronglyAccepted(),
                verdicts.agreement().wronglyRejected());
    }

    private void dismissals(Formatter text) {
        text.format(
                "%10s %12s %12s %12s %12s %12s\n",
                "value", "seats taken", "of agents", "rightly", "wrongly", "missed");
        dismissals(text, today);
        rows.forEach(row -> dismissals(text, row));
        text.format("\n");
        text.format(
                "Rightly and wrongly: agents that known right answers show to be worse, or better,"
                        + " than a guess; missed: the worse that kept their seats.\n");
    }

    private static void dismissals(Formatter text, Row row) {
        Dismissals dismissed = row.dismissed();
        text.format(
                "%10s %,12d %,12d %,12d %,12d %,12d\n",
                row.value(),
                dismissed.removals(),
                dismissed.agents(),
                dismissed.rightly(),
                dismissed.wrongly(),
                dismissed.missed());
    }

    private static String figure(double count) {
        return String.format(Locale.ROOT, "%.1f", count);
    }
}
