package io.quorate.engine.bundle;

import static io.quorate.engine.monitoring.MarkdownTable.plain;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.engine.monitoring.MarkdownTable;
import io.quorate.engine.trail.RecordRow;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The page of an incident pack that people read first, in Markdown. It grows while the pack is
/// written, up to a bound; what is beyond is counted.
final class IncidentCover {
    static final String PATH = "cover.md";

    private static final int ROWS_MAX = 500;
    private static final int WORDS_MAX = 300;

    /// What stands in a column of its own, or says nothing to people.
    private static final Set<String> ASIDE = Set.of("v", "kind", "origin", "at", "commitments");

    private final Handout handout;
    private final Instant created;
    private final MarkdownTable decisions =
            new MarkdownTable(ROWS_MAX, "decided at", "decision", "outcome", "policy", "explained");
    private final MarkdownTable faults =
            new MarkdownTable(ROWS_MAX, "decision", "pool", "agent", "fault", "evidence");
    private final MarkdownTable changes =
            new MarkdownTable(ROWS_MAX, "at", "what", "in words", "record");
    private final SortedMap<String, Long> verdicts = new TreeMap<>();
    private final SortedMap<String, Long> faultKinds = new TreeMap<>();
    private final SortedMap<String, Long> changeKinds = new TreeMap<>();
    private final SortedMap<String, Long> policies = new TreeMap<>();

    IncidentCover(Handout handout, Instant created) {
        this.handout = handout;
        this.created = created;
    }

    /// @param path where its explanation is
    void decision(DecisionRecord record, String path) {
        Outcome outcome = record.findings().outcome();
        decisions.row(
                record.decidedAt(),
                record.id(),
                outcome.verdict()
                        + outcome.choice().map(choice -> " " + choice).orElse("")
                        + ", "
                        + outcome.reason(),
                record.policy().hex().substring(0, 8),
                path);
        count(verdicts, outcome.verdict().name());
        count(policies, record.policy().hex());
        for (PoolOutcome pool : record.findings().pools()) {
            for (RoundReport round : pool.rounds()) {
                for (Fault fault : round.faults()) {
                    faults.row(
                            record.id(),
                            pool.pool(),
                            fault.agent(),
                            fault.kind(),
                            fault.evidence());
                    count(faultKinds, fault.kind().name());
                }
            }
        }
    }

    void change(RecordRow row) {
        Fields leaf = Fields.of(JsonReader.read(row.leaf()));
        String words =
                leaf.members().entrySet().stream()
                        .filter(member -> !ASIDE.contains(member.getKey()))
                        .map(member -> Map.entry(member.getKey(), words(member.getValue())))
                        .filter(member -> !member.getValue().isEmpty())
                        .map(member -> member.getKey() + " " + member.getValue())
                        .collect(Collectors.joining("; "));
        changes.row(
                row.place().at(),
                row.kind(),
                words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) + " …" : words,
                row.origin() + " " + row.place().logIndex());
        count(changeKinds, row.kind());
    }

    private static String words(Json value) {
        return switch (value) {
            case Json.Text(String text) -> text;
            case Json.Whole(long number) -> Long.toString(number);
            case Json.Real(double number) -> Double.toString(number);
            case Json.Word word -> word.name().toLowerCase(Locale.ROOT);
            case Json.Items(var values) ->
                    values.stream().map(IncidentCover::words).collect(Collectors.joining(", "));
            case Json.Members(var members) ->
                    members.entrySet().stream()
                            .map(member -> member.getKey() + " " + words(member.getValue()))
                            .collect(Collectors.joining(" ", "(", ")"));
        };
    }

    private static void count(SortedMap<String, Long> counts, String what) {
        counts.merge(what, 1L, Long::sum);
    }

    String text() {
        return """
        # Incident pack

        %s, from %s up to %s (UTC).

        Made on %s for %s: %s

        `quorate verify FILE --key KEY` checks this archive and this page with it. Take the key from
        where you trust it; those in `keys/` are copies for information.

        ## In short

        - decisions: %s
        - faults of agents: %s
        - what changed: %s
        - policies in force: %s

        ## Decisions

        %s
        ## Faults

        %s
        ## What changed

        Standings of agents, labels, canaries, alerts, policies, keys, starts and stops, holds,
        erasures, exports, lost sequence numbers.

        %s
        ## What is in the archive

        - `logs/…/explanations/`: each decision for people: who voted what with which weight, which
          rule decided, what would have changed the outcome.
        - `logs/…/receipts/`: each decision's record with the proof that it stands in the log.
        - `logs/…/tile/`: for a span of time, every record of it, with what shows that none is
          missing; up to 255 neighbours come along.
        - `policies/`: the rules, by the digest that each decision names.
        - `manifest`: the signed list of all this.

        Texts of submissions and votes, and references to persons, are not in it: the records hold
        salted commitments to them, which whoever has text and salt can confirm.
        """
                .formatted(
                        scope(),
                        handout.range().from(),
                        handout.range().to(),
                        created,
                        plain(handout.operator()),
                        plain(handout.reason()),
                        counts(verdicts),
                        counts(faultKinds),
                        counts(changeKinds),
                        counts(policies),
                        decisions.text(),
                        faults.text(),
                        changes.text());
    }

    private String scope() {
        return handout.conditions().isEmpty()
                ? "Everything that was recorded"
                : "One decision (%s) and what bears on it"
                        .formatted(plain(String.join(", ", handout.conditions())));
    }

    private static String counts(SortedMap<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map((Map.Entry<String, Long> each) ->
                                each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }
}
