package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.audit.tree.LogPath;
import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Ledger;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.SignedLogs.Reading;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The signed logs as C2SP tlog-tiles has them, for mirrors, witnesses and auditors: the log of
/// this sidecar below `/log`, each one in the database below `/logs/{origin}`.
@Path("/")
@Singleton
@Tag(name = "Log", description = "The tamper-evident log, for whoever wants to check it.")
public final class LogResource {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// A checkpoint is soon followed by another one; a tile never changes.
    private static final String PASSING = "no-cache";

    private static final String LASTING = "public, max-age=31536000, immutable";

    private final SignedLogs logs;
    private final Ledger own;
    private final Calls calls;

    LogResource(SignedLogs logs, Ledger own, Signals signals) {
        this.logs = logs;
        this.own = own;
        this.calls = new Calls(signals);
    }

    @GET
    @Path("log/{path:.+}")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readLog",
            summary = "Reads this sidecar's log.",
            description =
                    "`checkpoint`, `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]` as C2SP"
                            + " tlog-tiles has them; `key` is the public key that signs now, `keys` are"
                            + " all that ever did, the newest first.")
    @APIResponse(responseCode = "200", description = "A note, hashes, entries or keys.")
    @APIResponse(responseCode = "404", description = "No such part of what is signed.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> ownLog(
            @Parameter(description = "What to read.", example = "checkpoint") @PathParam("path")
                    String path) {
        return calls.answered(() -> read(own.origin(), path));
    }

    @GET
    @Path("logs/{origin}/{path:.+}")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readLogOf",
            summary = "Reads the log of an origin, whichever sidecar writes it.")
    @APIResponse(responseCode = "200", description = "As of this sidecar's own log.")
    @APIResponse(responseCode = "404", description = "No such log, or no such part of it.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> log(
            @Parameter(description = "The name of the log, percent-encoded.") @PathParam("origin")
                    String origin,
            @Parameter(description = "What to read.", example = "checkpoint") @PathParam("path")
                    String path) {
        return calls.answered(() ->
                Identifier.problem(origin).isEmpty()
                        ? read(new Origin(origin), path)
                        : CompletableFuture.completedStage(absent()));
    }

    @GET
    @Path("logs")
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "listLogs", summary = "Names the logs in this database, one a line.")
    @APIResponse(responseCode = "200", description = "The names of the logs.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public CompletionStage<Response> origins() {
        return calls.answered(() ->
                logs.origins()
                        .thenCompose(reading ->
                                respond(reading, origins -> text(lines(origins, Origin::value)))));
    }

    private CompletionStage<Response> read(Origin origin, String path) {
        return switch (path) {
            case "key" -> keys(origin, keys -> text(keys.getFirst().text() + "\n"));
            case "keys" -> keys(origin, keys -> text(lines(keys, VerifierKey::text)));
            default ->
                    switch (LogPath.parse(path)) {
                        case Parsed.Ok<LogPath>(LogPath part) ->
                                logs.read(origin, part)
                                        .thenCompose(reading ->
                                                respond(reading, bytes -> part(part, bytes)));
                        case Parsed.Malformed<LogPath> _ ->
                                CompletableFuture.completedStage(absent());
                    };
        };
    }

    private CompletionStage<Response> keys(
            Origin origin, Function<List<VerifierKey>, Response> found) {
        return logs.keys(origin).thenCompose(reading -> respond(reading, found));
    }

    private <T> CompletionStage<Response> respond(Reading<T> reading, Function<T, Response> found) {
        return switch (reading) {
            case Reading.Found<T>(T value) -> CompletableFuture.completedStage(found.apply(value));
            case Reading.Absent<T> _, Reading.NotYetSigned<T> _ ->
                    CompletableFuture.completedStage(absent());
            case Reading.Unavailable<T>(String cause) ->
                    calls.refused(new Refusal.AuditUnavailable(cause, RETRY));
            case Reading.Full<T> _ -> calls.refused(new Refusal.Overloaded(RETRY));
        };
    }

    private static Response part(LogPath path, byte[] bytes) {
        return switch (path) {
            case LogPath.CheckpointPath _ -> text(bytes);
            case LogPath.TilePath _, LogPath.EntriesPath _ ->
                    Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                            .header(HttpHeaders.CACHE_CONTROL, LASTING)
                            .build();
        };
    }

    private static <T> String lines(List<T> values, Function<T, String> text) {
        return values.stream().map(value -> text.apply(value) + "\n").collect(Collectors.joining());
    }

    private static Response text(String text) {
        return text(text.getBytes(UTF_8));
    }

    private static Response text(byte[] text) {
        return Response.ok(text, TEXT).header(HttpHeaders.CACHE_CONTROL, PASSING).build();
    }

    private static Response absent() {
        return Problems.unreasoned(Status.NOT_FOUND, "No such part of what is signed.");
    }
}
