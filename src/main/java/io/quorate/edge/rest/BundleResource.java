package io.quorate.edge.rest;

import io.quorate.edge.archive.ZipArchive;
import io.quorate.engine.Signals;
import io.quorate.engine.bundle.Bundle;
import io.quorate.engine.bundle.BundleOrder;
import io.quorate.engine.bundle.Bundles;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.ExportReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Bundles of part of the log over HTTP.
@Path("/v1/audit")
@Produces({BundleResource.ZIP, Problems.TYPE})
@Singleton
@Tag(name = "Audit")
public final class BundleResource {
    static final String ZIP = "application/zip";

    /// How many records will come, where that is known.
    static final String RECORDS = "Quorate-Records";

    private static final Set<String> NAMES =
            Stream.concat(
                            QueryParameters.DECISIONS.stream(),
                            Stream.of("from", "to", "origin", "operator", "reason"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> INCIDENT =
            Set.of("decision_id", "from", "to", "operator", "reason");

    private final Bundles bundles;
    private final Calls calls;

    BundleResource(Bundles bundles, Signals signals) {
        this.bundles = bundles;
        this.calls = new Calls(signals);
    }

    @POST
    @Path("/bundles")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "exportBundle",
            summary = "Hands out part of the log, to be checked with `quorate verify`.",
            description =
                    "`to` and optionally `from` (RFC 3339): all records of that time, of one log"
                            + " where `origin` names it. With conditions on decisions (`service`,"
                            + " `pool`, `agent`, `verdict`, `policy_digest`, `subject`, `fault_kind`):"
                            + " the receipts of those that fit. `operator` and `reason` are required:"
                            + " the export is recorded. An archive that is not cut off is complete.")
    @APIResponse(
            responseCode = "200",
            description = "A zip archive. `Quorate-Records`: how many records it will have.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_ORIGIN.")
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response export(byte[] body) {
        return calls.answer(() ->
                switch (Texts.read(body, NAMES)) {
                    case Texts.Outcome.Read(Texts texts) -> export(texts);
                    case Texts.Outcome.Refused(var refusal) -> calls.refusal(refusal);
                });
    }

    private Response export(Texts texts) {
        MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
        texts.byName().forEach(given::putSingle);
        return prepared(
                ExportReader.bundle(
                        new QueryParameters(given).draft(),
                        texts.of("origin"),
                        texts.of("operator"),
                        texts.of("reason")),
                "quorate-bundle.zip");
    }

    @POST
    @Path("/incident-packs")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "exportIncident",
            summary = "Hands out what bears on an incident, with a page for people.",
            description =
                    "`decision_id`: that decision with its explanation and receipt, and what"
                            + " changed from a day before it until 31 days after it; or `from` and"
                            + " `to` (RFC 3339): every record of that time, each decision"
                            + " explained. In both cases policies, keys, and `cover.md` to begin"
                            + " with. `operator` and `reason` are required: the export is"
                            + " recorded. `quorate verify` checks the archive.")
    @APIResponse(
            responseCode = "200",
            description = "A zip archive. `Quorate-Records`: how many records it will have.")
    @APIResponse(responseCode = "400", description = "UNREADABLE or INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_DECISION.")
    @APIResponse(responseCode = "429", description = "OVERLOADED; see Retry-After.")
    @APIResponse(
            responseCode = "503",
            description = "AUDIT_UNAVAILABLE or NOT_YET_SIGNED; see Retry-After.")
    @APIResponse(responseCode = "504", description = "QUERY_TIMED_OUT.")
    public Response incident(byte[] body) {
        return calls.answer(() ->
                switch (Texts.read(body, INCIDENT)) {
                    case Texts.Outcome.Read(Texts texts) ->
                            prepared(
                                    ExportReader.incident(
                                            texts.of("decision_id"),
                                            QueryParameters.read(texts.of("from")),
                                            QueryParameters.read(texts.of("to")),
                                            texts.of("operator"),
                                            texts.of("reason")),
                                    "quorate-incident.zip");
                    case Texts.Outcome.Refused(var refusal) -> calls.refusal(refusal);
                });
    }

    private Response prepared(Reading<BundleOrder> reading, String name) {
        return switch (reading) {
            case Reading.Read<BundleOrder>(BundleOrder order) ->
                    Calls.waitFor(bundles.prepare(order), bundle -> archive(bundle, name));
            case Reading.Refused<BundleOrder>(var refusal) -> calls.refusal(refusal);
        };
    }

    /// When something cannot be read, the connection is cut, and the archive has no end.
    private static Response archive(Bundle bundle, String name) {
        StreamingOutput archive = out -> ZipArchive.write(bundle, out);
        Response.ResponseBuilder response =
                Response.ok(archive, ZIP)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + name + "\"");
        bundle.records().ifPresent(records -> response.header(RECORDS, records));
        return response.build();
    }
}
