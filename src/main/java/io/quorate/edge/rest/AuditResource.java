package io.quorate.edge.rest;

import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.bundle.ListingOrder;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.ExportReader;
import io.quorate.engine.draft.Field;
import io.quorate.engine.draft.QueryReader;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Questions to the log over HTTP.
@Path("/v1/audit")
@Produces({MediaType.APPLICATION_JSON, AuditResource.JSON_LINES, AuditResource.CSV, Problems.TYPE})
@Singleton
@Tag(name = "Audit", description = "What the log answers: what was decided, and what changed.")
public final class AuditResource {
    static final String JSON_LINES = "application/jsonl";
    static final String CSV = "text/csv";

    private static final Set<String> EXPORTED =
            Stream.concat(QueryParameters.DECISIONS.stream(), Stream.of("operator", "reason"))
                    .collect(Collectors.toUnmodifiableSet());

    private final Inquiries inquiries;
    private final Exports exports;
    private final Calls calls;

    AuditResource(Inquiries inquiries, Exports exports, Signals signals) {
        this.inquiries = inquiries;
        this.exports = exports;
        this.calls = new Calls(signals);
    }

    /// How an answer is written.
    private enum Format {
        JSON,
        JSONL,
        CSV
    }

    @GET
    @Path("/decisions")
    @RunOnVirtualThread
    @Operation(
            operationId = "listDecisions",
            summary = "Lists decisions by what is known of them.",
            description = QueryWords.DECISIONS)
    @Parameter(name = "from", in = ParameterIn.QUERY, description = QueryWords.FROM)
    @Parameter(name = "to", in = ParameterIn.QUERY, required = true, description = QueryWords.TO)
    @Parameter(name = "service", in = ParameterIn.QUERY, description = QueryWords.SERVICE)
    @Parameter(name = "pool", in = ParameterIn.QUERY, description = QueryWords.POOL)
    @Parameter(name = "agent", in = ParameterIn.QUERY, description = QueryWords.AGENT)
    @Parameter(name = "verdict", in = ParameterIn.QUERY, description = QueryWords.VERDICT)
    @Parameter(name = "policy_digest", in = ParameterIn.QUERY, description = QueryWords.POLICY)
    @Parameter(name = "subject", in = ParameterIn.QUERY, description = QueryWords.SUBJECT)
    @Parameter(name = "fault_kind", in = ParameterIn.QUERY, description = QueryWords.FAULT)
    @Parameter(name = "order", in = ParameterIn.QUERY, description = QueryWords.ORDER)
    @Parameter(name = "page_size", in = ParameterIn.QUERY, description = QueryWords.PAGE_SIZE)
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = QueryWords.CURSOR)
    @Parameter(name = "format", in = ParameterIn.QUERY, description = QueryWords.FORMAT)
    @Parameter(name = "operator", in = ParameterIn.QUERY, description = QueryWords.OPERATOR)
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = QueryWords.REASON)
    @APIResponse(
            responseCode = "200",
            description = QueryWords.DECISIONS_FOUND,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = JSON_LINES, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "400",
            description = "INVALID_FIELD, with every violation.",
            content =
                    @Content(
                            mediaType = Problems.TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response decisions(@Context UriInfo uri) {
        return decisions(new QueryParameters(uri.getQueryParameters()));
    }

    Response decisions(QueryParameters given) {
        return calls.answer(() ->
                switch (given.word("format", Format.class)) {
                    case Field.Absent<Format>() -> page(given);
                    case Field.Present<Format>(Format format) ->
                            switch (format) {
                                case JSON -> page(given);
                                case JSONL -> lines(given);
                                case CSV -> csv(given);
                            };
                    case Field.Unreadable<Format>(String problem) ->
                            calls.refusal(
                                    new Refusal.InvalidFields(
                                            List.of(new Violation("format", problem))));
                });
    }

    @GET
    @Path("/records")
    @RunOnVirtualThread
    @Operation(
            operationId = "listRecords",
            summary = "Lists what was recorded beside the decisions; without a kind, what changed.",
            description = QueryWords.RECORDS)
    @Parameter(name = "from", in = ParameterIn.QUERY, description = QueryWords.FROM)
    @Parameter(name = "to", in = ParameterIn.QUERY, required = true, description = QueryWords.TO)
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = QueryWords.KIND)
    @Parameter(name = "order", in = ParameterIn.QUERY, description = QueryWords.ORDER)
    @Parameter(name = "page_size", in = ParameterIn.QUERY, description = QueryWords.RECORD_PAGE)
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = QueryWords.CURSOR)
    @APIResponse(
            responseCode = "200",
            description = QueryWords.RECORDS_FOUND,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "400", description = "INVALID_FIELD, with every violation.")
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response records(@Context UriInfo uri) {
        return records(new QueryParameters(uri.getQueryParameters()));
    }

    Response records(QueryParameters given) {
        return calls.answer(() ->
                read(
                        given,
                        QueryParameters.RECORDS,
                        QueryReader.records(given.draft()),
                        (Asked<RecordQuery> asked) ->
                                Calls.waitFor(
                                        inquiries.records(asked),
                                        page ->
                                                Calls.json(
                                                        TrailText.page(
                                                                "records",
                                                                page,
                                                                TrailText::record)))));
    }

    private Response page(QueryParameters given) {
        return read(
                given,
                QueryParameters.DECISIONS,
                QueryReader.decisions(given.draft()),
                (Asked<DecisionQuery> asked) ->
                        Calls.waitFor(
                                inquiries.decisions(asked),
                                page ->
                                        Calls.json(
                                                TrailText.page(
                                                        "decisions", page, TrailText::decision))));
    }

    private Response lines(QueryParameters given) {
        return handedOut(
                given,
                Asked.RECORDS_MAX,
                inquiries::decisionRecords,
                (asked, first) ->
                        file(
                                JSON_LINES,
                                "decisions.jsonl",
                                new Export<>(
                                        "",
                                        first,
                                        asked,
                                        inquiries::decisionRecords,
                                        TrailText::line)));
    }

    private Response csv(QueryParameters given) {
        return handedOut(
                given,
                Asked.DECISIONS_MAX,
                inquiries::decisions,
                (asked, first) ->
                        file(
                                CSV,
                                "decisions.csv",
                                new Export<>(
                                        TrailText.CSV_HEAD,
                                        first,
                                        asked,
                                        inquiries::decisions,
                                        TrailText::csv)));
    }

    /// Asks for the first page, records that all of it leaves, and has it written.
    private <R extends Row> Response handedOut(
            QueryParameters given,
            int pageSize,
            Function<Asked<DecisionQuery>, CompletionStage<Result<Page<R>>>> pages,
            BiFunction<Asked<DecisionQuery>, Page<R>, Response> file) {
        return read(
                given,
                EXPORTED,
                ExportReader.listing(given.draft(), given.text("operator"), given.text("reason")),
                (ListingOrder order) -> {
                    Asked<DecisionQuery> asked =
                            new Asked<>(order.query(), Optional.empty(), pageSize);
                    return Calls.waitFor(
                            pages.apply(asked)
                                    .thenCompose(first ->
                                            exports.recorded(order.as(Form.DECISIONS), first)),
                            (Page<R> first) -> file.apply(asked, first));
                });
    }

    private static Response file(String type, String name, Export<?, ?> export) {
        return Response.ok(export, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private <T> Response read(
            QueryParameters given,
            Set<String> known,
            Reading<T> reading,
            Function<T, Response> answer) {
        List<Violation> violations = new ArrayList<>();
        for (String name : given.unknown(known)) {
            violations.add(new Violation(name, "is not a parameter of this query"));
        }
        return switch (reading) {
            case Reading.Read<T>(T value) ->
                    violations.isEmpty()
                            ? answer.apply(value)
                            : calls.refusal(new Refusal.InvalidFields(violations));
            case Reading.Refused<T>(Refusal.InvalidFields refusal) -> {
                violations.addAll(refusal.violations());
                yield calls.refusal(new Refusal.InvalidFields(violations));
            }
        };
    }
}
