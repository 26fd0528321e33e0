package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.core.planning.replay.Dismissals;
import io.quorate.core.planning.replay.DryRunReport;
import io.quorate.core.planning.replay.Flip;
import io.quorate.core.planning.replay.Latency;
import io.quorate.core.planning.replay.Removals;
import io.quorate.core.planning.replay.SweepChart;
import io.quorate.core.planning.replay.SweepReport;
import io.quorate.core.planning.replay.Verdicts;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import java.io.IOException;
import java.util.Optional;

/// How trials go and what they find, a JSON object each.
final class TrialJson {
    private TrialJson() {}

    static byte[] progress(long seen, long all) {
        return JsonObject.of(json -> {
            json.writeObjectFieldStart("progress");
            json.writeNumberField("seen", seen);
            json.writeNumberField("all", all);
            json.writeEndObject();
        });
    }

    static byte[] dryRun(DryRunReport report, long damaged) {
        return JsonObject.of(json -> {
            json.writeObjectFieldStart("report");
            json.writeStringField("policy_digest", report.candidate().hex());
            json.writeNumberField("decisions", report.decisions());
            json.writeNumberField("damaged", damaged);
            json.writeArrayFieldStart("undetermined");
            for (var entry : report.undetermined().entrySet()) {
                json.writeStartObject();
                json.writeStringField("cause", entry.getKey().words());
                json.writeNumberField("decisions", entry.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            counts(json, "recorded", report.before());
            counts(json, "candidate", report.after());
            json.writeArrayFieldStart("moves");
            for (var entry : report.moves().entrySet()) {
                json.writeStartObject();
                json.writeStringField("recorded", entry.getKey().from().name());
                json.writeStringField("candidate", entry.getKey().to().name());
                json.writeNumberField("decisions", entry.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sample");
            for (Flip flip : report.sample()) {
                json.writeStartObject();
                json.writeStringField("decision_id", flip.decision().value());
                json.writeStringField("decided_at", flip.decidedAt().toString());
                outcome(json, "recorded", flip.recorded());
                outcome(json, "candidate", flip.replayed());
                json.writeEndObject();
            }
            json.writeEndArray();
            removals(json, report.removals());
            if (report.latency().isPresent()) {
                latency(json, report.latency().get());
            }
            json.writeStringField("text", report.inWords());
            json.writeEndObject();
        });
    }

    static byte[] tune(SweepReport report, long damaged) {
        return JsonObject.of(json -> {
            json.writeObjectFieldStart("report");
            json.writeNumberField("decisions", report.decisions());
            json.writeNumberField("damaged", damaged);
            json.writeNumberField("compared", report.compared());
            counts(json, "today", report.today().verdicts());
            seats(json, "seats_today", report.today());
            json.writeArrayFieldStart("rows");
            for (SweepReport.Row row : report.rows()) {
                json.writeStartObject();
                json.writeStringField("value", row.value());
                counts(json, "counts", row.verdicts());
                seats(json, "seats", row);
                json.writeEndObject();
            }
            json.writeEndArray();
            switch (report.proposal()) {
                case SweepReport.Proposal.Change(String value, String reason) -> {
                    json.writeStringField("proposed_value", value);
                    json.writeStringField("reason", reason);
                }
                case SweepReport.Proposal.Keep(String reason) ->
                        json.writeStringField("reason", reason);
            }
            json.writeStringField("text", report.inWords());
            json.writeStringField("svg", SweepChart.of(report));
            json.writeEndObject();
        });
    }

    private static void seats(JsonGenerator json, String name, SweepReport.Row row)
            throws IOException {
        if (row.dismissals().isEmpty()) {
            return;
        }
        Dismissals dismissals = row.dismissals().get();
        json.writeObjectFieldStart(name);
        json.writeNumberField("taken", dismissals.removals());
        json.writeNumberField("agents", dismissals.agents());
        json.writeNumberField("rightly", dismissals.rightly());
        json.writeNumberField("wrongly", dismissals.wrongly());
        json.writeNumberField("missed", dismissals.missed());
        json.writeEndObject();
    }

    private static void removals(JsonGenerator json, Removals removals) throws IOException {
        json.writeObjectFieldStart("seat_removals");
        json.writeNumberField("recorded", removals.recorded());
        json.writeNumberField("candidate", removals.candidate());
        json.writeArrayFieldStart("agents");
        for (Removals.OfAgent agent : removals.agents()) {
            json.writeStartObject();
            json.writeStringField("pool", agent.pool().value());
            json.writeStringField("agent_id", agent.agent().value());
            json.writeNumberField("recorded", agent.recorded());
            json.writeNumberField("candidate", agent.candidate());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void latency(JsonGenerator json, Latency took) throws IOException {
        json.writeObjectFieldStart("recorded_latency");
        json.writeNumberField("median_ms", took.median().toMillis());
        json.writeNumberField("p95_ms", took.p95().toMillis());
        json.writeNumberField("p99_ms", took.p99().toMillis());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Verdicts verdicts)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("accepted", verdicts.accepted());
        json.writeNumberField("rejected", verdicts.rejected());
        json.writeNumberField("no_consensus", verdicts.noConsensus());
        json.writeNumberField("provisional", verdicts.provisional());
        json.writeNumberField("expected_wrong", verdicts.expectedWrong());
        json.writeNumberField("right", verdicts.agreement().right());
        json.writeNumberField("wrongly_accepted", verdicts.agreement().wronglyAccepted());
        json.writeNumberField("wrongly_rejected", verdicts.agreement().wronglyRejected());
        json.writeNumberField("known_undecided", verdicts.agreement().undecided());
        json.writeNumberField("calls", verdicts.spending().calls());
        json.writeStringField("cost", verdicts.spending().cost().toPlainString());
        json.writeEndObject();
    }

    private static void outcome(JsonGenerator json, String name, Outcome outcome)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("verdict", outcome.verdict().name());
        Optional<Choice> choice = outcome.choice();
        if (choice.isPresent()) {
            json.writeStringField("choice", choice.get().value());
        }
        json.writeStringField("reason", outcome.reason().name());
        json.writeEndObject();
    }
}
