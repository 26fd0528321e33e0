package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.quorate.core.protocol.Choice;
import io.quorate.engine.trail.DecisionRow;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.RecordRow;
import io.quorate.engine.trail.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.stream.Collectors;

/// Rows of the log as JSON, as lines of JSON, and as CSV (RFC 4180).
final class TrailText {
    static final String CSV_HEAD =
            "decision_id,decided_at,service,request_id,verdict,choice,reason,risk_tag,"
                    + "policy_digest,durability,origin,log_index\r\n";

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /// RFC 3339 in UTC with microseconds, as in the records.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private TrailText() {}

    /// Writes one row into an object or array that is open.
    @FunctionalInterface
    interface Element<R> {
        void write(JsonGenerator json, R row) throws IOException;
    }

    static <R extends Row> byte[] page(String name, Page<R> page, Element<R> element) {
        return JsonObject.of(json -> {
            json.writeArrayFieldStart(name);
            for (R row : page.rows()) {
                element.write(json, row);
            }
            json.writeEndArray();
            if (page.nextCursor().isPresent()) {
                json.writeStringField("next_cursor", page.nextCursor().get());
            }
        });
    }

    static void line(OutputStream out, RecordRow row) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            record(json, row);
        }
        out.write('\n');
    }

    static void record(JsonGenerator json, RecordRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", row.kind());
        json.writeStringField("at", time(row.place().at()));
        json.writeObjectFieldStart("log");
        json.writeStringField("origin", row.origin().value());
        json.writeNumberField("log_index", row.place().logIndex());
        json.writeStringField("leaf_hash", row.leafHash().hex());
        json.writeEndObject();
        verbatim(json, "record", row.leaf());
        if (row.detail().isPresent()) {
            verbatim(json, "detail", row.detail().get());
        }
        json.writeEndObject();
    }

    static void decision(JsonGenerator json, DecisionRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("decision_id", row.id().value());
        json.writeStringField("decided_at", time(row.place().at()));
        if (!row.service().isEmpty()) {
            json.writeStringField("service", row.service());
        }
        json.writeStringField("request_id", row.request().value());
        json.writeObjectFieldStart("outcome");
        json.writeStringField("verdict", row.outcome().verdict().name());
        if (row.outcome().choice().isPresent()) {
            json.writeStringField("choice", row.outcome().choice().get().value());
        }
        json.writeStringField("reason", row.outcome().reason().name());
        json.writeEndObject();
        if (row.riskTag().isPresent()) {
            json.writeStringField("risk_tag", row.riskTag().get().name());
        }
        json.writeStringField("policy_digest", row.policy().hex());
        json.writeStringField("durability", row.durability().name());
        json.writeStringField("origin", row.origin().value());
        json.writeNumberField("log_index", row.place().logIndex());
        json.writeEndObject();
    }

    static void csv(OutputStream out, DecisionRow row) throws IOException {
        out.write((cells(row) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String cells(DecisionRow row) {
        return List.of(
                        row.id().value(),
                        time(row.place().at()),
                        row.service(),
                        row.request().value(),
                        row.outcome().verdict().name(),
                        row.outcome().choice().map(Choice::value).orElse(""),
                        row.outcome().reason().name(),
                        row.riskTag().map(Enum::name).orElse(""),
                        row.policy().hex(),
                        row.durability().name(),
                        row.origin().value(),
                        Long.toString(row.place().logIndex()))
                .stream()
                .map(TrailText::cell)
                .collect(Collectors.joining(","));
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String cell(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }

    private static void verbatim(JsonGenerator json, String name, byte[] value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }
}
