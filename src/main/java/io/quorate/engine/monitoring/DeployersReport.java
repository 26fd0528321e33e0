package io.quorate.engine.monitoring;

import io.quorate.engine.monitoring.Indicators.Period;
import io.quorate.engine.trail.TimeRange;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What whoever uses a system has to know of a span of time: how much it was used, how people
/// watched over it, how well it did; a text for people, in Markdown.
///
/// @param created when it was counted
public record DeployersReport(
        TimeRange range, Instant created, Indicators indicators, Activity activity) {

    public String text() {
        return """
        # Deployer's report

        All logs in this database, from %s up to %s (UTC), counted on %s from the records
        themselves.

        ## Use

        %s
        %s
        ## How the log was kept up

        - Decisions by how safe they were when answered: %s. Anything but COMMITTED was answered
          before the database had it.
        - Sequence numbers that were lost, so that no decision stands behind them: %d.
        - Starts, by how the sidecar before had ended: %s.
        - Records beside the decisions: %s.

        ## Human oversight

        What became known of decisions, and by whom:

        %s
        No consensus, so that people had to decide: %d. Provisional, a choice without a quorum by a
        rule of the policy: %d. What operators ordered about the log:

        %s
        ## Monitoring

        %s
        Faults of agents, by kind: %s.

        How standings of agents changed, and through what:

        %s
        ## Where this comes from

        Each figure can be counted again from what `quorate export` hands out with its proofs. This
        report is evidence, and says nothing about whether a duty is fulfilled.
        """
                .formatted(
                        start(),
                        range.to(),
                        created,
                        uses(),
                        pools(),
                        counts(indicators.durability()),
                        activity.lost(),
                        counts(activity.starts()),
                        counts(activity.kinds()),
                        labels(),
                        activity.uses().stream().mapToLong(Activity.Use::undecided).sum(),
                        activity.uses().stream().mapToLong(Activity.Use::provisional).sum(),
                        orders(),
                        quality(),
                        faults(),
                        movements());
    }

    private String start() {
        return range.from().equals(TimeRange.BEGINNING)
                ? "the first record"
                : range.from().toString();
    }

    private String uses() {
        MarkdownTable table =
                new MarkdownTable(
                        Activity.ROWS_MAX,
                        "service",
                        "decisions",
                        "accepted",
                        "rejected",
                        "no consensus",
                        "provisional");
        activity.uses()
                .forEach(use ->
                        table.row(
                                use.service().isEmpty() ? "(without a name)" : use.service(),
                                use.decisions(),
                                use.accepted(),
                                use.rejected(),
                                use.undecided(),
                                use.provisional()));
        return table.text();
    }

    private String pools() {
        MarkdownTable table =
                new MarkdownTable(
                        Activity.ROWS_MAX,
                        "pool by month",
                        "decisions",
                        "accepted",
                        "rejected",
                        "no consensus",
                        "provisional");
        indicators
                .periods()
                .forEach(period ->
                        table.row(
                                period.pool() + " " + month(period),
                                period.decisions(),
                                verdicts(period, "ACCEPTED"),
                                verdicts(period, "REJECTED"),
                                verdicts(period, "NO_CONSENSUS"),
                                verdicts(period, "PROVISIONAL")));
        return table.text();
    }

    private static long verdicts(Period period, String verdict) {
        return period.verdicts().getOrDefault(verdict, 0L);
    }

    private static String month(Period period) {
        return period.begins().toString().substring(0, "2026-11".length());
    }

    private String labels() {
        MarkdownTable table =
                new MarkdownTable(Activity.ROWS_MAX, "who said so", "decisions", "were right");
        activity.labels()
                .forEach(label -> table.row(label.source(), label.labels(), label.right()));
        return table.text();
    }

    private String orders() {
        MarkdownTable table = new MarkdownTable(Activity.ROWS_MAX, "at", "what", "by");
        activity.orders().forEach(order -> table.row(order.at(), order.kind(), order.operator()));
        return table.text();
    }

    private String quality() {
        MarkdownTable table =
                new MarkdownTable(
                        Activity.ROWS_MAX,
                        "pool by month",
                        "mean agreement",
                        "mean confidence",
                        "right choice known",
                        "had it");
        indicators
                .periods()
                .forEach(period ->
                        table.row(
                                period.pool() + " " + month(period),
                                share(period.agreement()),
                                share(period.confidence()),
                                period.labelled(),
                                period.labelled() == 0
                                        ? "–"
                                        : period.right()
                                                + " ("
                                                + percent(
                                                        (double) period.right() / period.labelled())
                                                + ")"));
        return table.text();
    }

    private String faults() {
        Map<String, Long> faults =
                indicators.periods().stream()
                        .flatMap(period -> period.faults().entrySet().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        TreeMap::new,
                                        Collectors.summingLong(Map.Entry::getValue)));
        return counts(faults);
    }

    private String movements() {
        MarkdownTable table =
                new MarkdownTable(
                        Activity.ROWS_MAX, "at", "pool", "agent", "from", "to", "through");
        activity.movements()
                .forEach(move ->
                        table.row(
                                move.at(),
                                move.pool(),
                                move.agent(),
                                move.from(),
                                move.to(),
                                move.cause()));
        return table.text();
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? percent(value.getAsDouble()) : "–";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }
}
