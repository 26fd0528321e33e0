package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.bundle.ListingOrder;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.ExportReader;
import io.quorate.engine.draft.Field;
import io.quorate.engine.draft.QueryReader;
import io.quorate.engine.keeping.Retention;
import io.quorate.engine.monitoring.Handbook;
import io.quorate.engine.monitoring.Indicators;
import io.quorate.engine.monitoring.Indicators.Cut;
import io.quorate.engine.monitoring.Indicators.Period;
import io.quorate.engine.monitoring.LabelledDecision;
import io.quorate.engine.monitoring.Monitoring;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.TimeRange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What many records say together, over HTTP, and the log's handbook.
@Path("/v1/audit")
@Produces({
    MediaType.APPLICATION_JSON,
    AuditResource.CSV,
    MonitoringResource.MARKDOWN,
    Problems.TYPE
})
@Singleton
@Tag(name = "Audit")
public final class MonitoringResource {
    static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private static final String HEAD =
            "decision_id,decided_at,pool,verdict,choice,confidence,agreement,policy_digest,"
                    + "right_choice,source,labelled_at\r\n";

    private static final Set<String> ORDER = Set.of("operator", "reason");
    private static final Set<String> REPORT = Set.of("from", "to", "operator", "reason");

    private final Monitoring monitoring;
    private final Exports exports;
    private final Retention retention;
    private final Handbook handbook;
    private final PolicySource policies;
    private final Calls calls;

    MonitoringResource(
            Monitoring monitoring,
            Exports exports,
            Retention retention,
            Handbook handbook,
            PolicySource policies,
            Signals signals) {
        this.monitoring = monitoring;
        this.exports = exports;
        this.retention = retention;
        this.handbook = handbook;
        this.policies = policies;
        this.calls = new Calls(signals);
    }

    @GET
    @Path("/indicators")
    @RunOnVirtualThread
    @Operation(
            operationId = "getIndicators",
            summary = "How well decisions were made, by pool and period.",
            description =
                    "Verdicts, agreement, confidence, faults, and in how many decisions whose right"
                            + " choice became known the pool had it; calls without a decision; how"
                            + " durable decisions were when answered.")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = QueryWords.FROM)
    @Parameter(name = "to", in = ParameterIn.QUERY, required = true, description = QueryWords.TO)
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            description = "DAY, which is the default, or MONTH; in UTC.")
    @APIResponse(responseCode = "200", description = "`periods`, `losses`, `durability`.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD, with every violation.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response indicators(@Context UriInfo uri) {
        return indicators(new QueryParameters(uri.getQueryParameters()));
    }

    Response indicators(QueryParameters given) {
        return calls.answer(() ->
                switch (given.word("period", Cut.class)) {
                    case Field.Absent<Cut>() -> indicators(given, Cut.DAY);
                    case Field.Present<Cut>(Cut cut) -> indicators(given, cut);
                    case Field.Unreadable<Cut>(String problem) ->
                            calls.refusal(invalid("period", problem));
                });
    }

    private Response indicators(QueryParameters given, Cut cut) {
        return of(
                given,
                Set.of("period"),
                QueryReader.export(given.draft(), Monitoring.PAGE),
                (Asked<DecisionQuery> asked) ->
                        Calls.waitFor(
                                monitoring.indicators(asked.query().range(), cut),
                                found -> Calls.json(json(found))));
    }

    @GET
    @Path("/labelled-decisions")
    @RunOnVirtualThread
    @Operation(
            operationId = "exportLabelledDecisions",
            summary = "Decisions whose right choice became known, beside that choice, as CSV.",
            description =
                    "In the order in which labels came, of the span of time in which they came."
                            + " What is not cut off is complete. The export is recorded.")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = QueryWords.FROM)
    @Parameter(name = "to", in = ParameterIn.QUERY, required = true, description = QueryWords.TO)
    @Parameter(
            name = "operator",
            in = ParameterIn.QUERY,
            required = true,
            description = QueryWords.OPERATOR)
    @Parameter(
            name = "reason",
            in = ParameterIn.QUERY,
            required = true,
            description = QueryWords.REASON)
    @APIResponse(responseCode = "200", description = "A line of CSV for each, below a head.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD, with every violation.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public Response labelled(@Context UriInfo uri) {
        return labelled(new QueryParameters(uri.getQueryParameters()));
    }

    Response labelled(QueryParameters given) {
        return calls.answer(() ->
                of(
                        given,
                        ORDER,
                        ExportReader.listing(
                                given.draft(), given.text("operator"), given.text("reason")),
                        this::labelled));
    }

    private Response labelled(ListingOrder order) {
        TimeRange range = order.query().range();
        return Calls.waitFor(
                monitoring
                        .labelled(range, 0)
                        .thenCompose(first ->
                                exports.recorded(order.as(Form.LABELLED_DECISIONS), first)),
                first -> Response.ok(lines(range, first), AuditResource.CSV).build());
    }

    @POST
    @Path("/deployers-report")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "makeDeployersReport",
            summary = "What a deployer has to know of a span of time; in Markdown.",
            description =
                    "Use by service and pool, how safe decisions were when answered, losses, what"
                            + " became known of decisions and through whom, orders of operators,"
                            + " faults, and changes of standing. `to` and optionally `from` (RFC"
                            + " 3339), `operator` and `reason`: the report is recorded.")
    @APIResponse(responseCode = "200", description = "The report.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response report(byte[] body) {
        return calls.answer(() ->
                switch (Texts.read(body, REPORT)) {
                    case Texts.Outcome.Read(Texts texts) -> {
                        MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
                        texts.byName().forEach(given::putSingle);
                        yield of(
                                new QueryParameters(given),
                                ORDER,
                                ExportReader.listing(
                                        new QueryParameters(given).draft(),
                                        texts.of("operator"),
                                        texts.of("reason")),
                                this::report);
                    }
                    case Texts.Outcome.Refused(var refusal) -> calls.refusal(refusal);
                });
    }

    private Response report(ListingOrder order) {
        return Calls.waitFor(
                monitoring
                        .report(order.query().range())
                        .thenCompose(
                                found -> exports.recorded(order.as(Form.DEPLOYERS_REPORT), found)),
                report -> Response.ok(report.text(), MARKDOWN).build());
    }

    @GET
    @Path("/handbook")
    @RunOnVirtualThread
    @Operation(
            operationId = "getHandbook",
            summary = "How this log is collected, stored and read, as it runs; in Markdown.")
    @APIResponse(responseCode = "200", description = "The handbook.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public Response handbook() {
        return calls.answer(() ->
                Calls.waitFor(
                        monitoring.roles(),
                        roles ->
                                Calls.waitFor(
                                        retention.keeping(),
                                        kept ->
                                                Response.ok(
                                                                handbook.text(
                                                                        policies.current(),
                                                                        roles,
                                                                        kept),
                                                                MARKDOWN)
                                                        .build())));
    }

    private <T> Response of(
            QueryParameters given,
            Set<String> known,
            Reading<T> reading,
            Function<T, Response> answer) {
        List<String> unknown = given.unknown(known);
        if (!unknown.isEmpty()) {
            return calls.refusal(invalid(unknown.getFirst(), "is not a parameter of this query"));
        }
        return switch (reading) {
            case Reading.Read<T>(T value) -> answer.apply(value);
            case Reading.Refused<T>(Refusal.InvalidFields refusal) -> calls.refusal(refusal);
        };
    }

    private static Refusal invalid(String field, String problem) {
        return new Refusal.InvalidFields(List.of(new Refusal.Violation(field, problem)));
    }

    private StreamingOutput lines(TimeRange range, List<LabelledDecision> first) {
        return out -> {
            out.write(HEAD.getBytes(UTF_8));
            List<LabelledDecision> page = first;
            while (true) {
                for (LabelledDecision row : page) {
                    out.write((line(row) + "\r\n").getBytes(UTF_8));
                }
                if (page.size() < Monitoring.PAGE) {
                    return;
                }
                page =
                        switch (monitoring
                                .labelled(range, page.getLast().number())
                                .toCompletableFuture()
                                .join()) {
                            case Result.Found<List<LabelledDecision>>(var next) -> next;
                            case Result.Refused<List<LabelledDecision>>(var refusal) ->
                                    throw new IOException(refusal.text());
                        };
            }
        };
    }

    private static String line(LabelledDecision row) {
        return Stream.of(
                        row.decision(),
                        TrailText.time(row.decidedAt()),
                        row.pool(),
                        row.verdict(),
                        row.choice().orElse(""),
                        text(row.confidence()),
                        text(row.agreement()),
                        row.policy(),
                        row.right(),
                        row.source(),
                        TrailText.time(row.labelledAt()))
                .map(TrailText::cell)
                .collect(Collectors.joining(","));
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static byte[] json(Indicators found) {
        return JsonObject.of(json -> {
            json.writeArrayFieldStart("periods");
            for (Period period : found.periods()) {
                write(json, period);
            }
            json.writeEndArray();
            counts(json, "losses", found.losses());
            counts(json, "durability", found.durability());
        });
    }

    private static void write(JsonGenerator json, Period period) throws IOException {
        json.writeStartObject();
        json.writeStringField("begins", TrailText.time(period.begins()));
        json.writeStringField("pool", period.pool().value());
        json.writeNumberField("decisions", period.decisions());
        counts(json, "verdicts", period.verdicts());
        if (period.agreement().isPresent()) {
            json.writeNumberField("mean_agreement", period.agreement().getAsDouble());
        }
        if (period.confidence().isPresent()) {
            json.writeNumberField("mean_confidence", period.confidence().getAsDouble());
        }
        json.writeNumberField("labelled", period.labelled());
        json.writeNumberField("right", period.right());
        counts(json, "faults", period.faults());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
