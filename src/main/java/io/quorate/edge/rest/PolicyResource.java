package io.quorate.edge.rest;

import io.quorate.core.protocol.Digest;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.Signals;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.policy.Policies;
import io.quorate.engine.policy.Policies.Answer;
import io.quorate.engine.policy.Policies.Turn;
import io.quorate.engine.policy.QuestionReader;
import io.quorate.engine.policy.RecordedDecisions.Span;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Policies over HTTP.
@Path("/v1/policy")
@Produces({MediaType.APPLICATION_JSON, TrialStream.TYPE, Problems.TYPE})
@Singleton
@RunOnVirtualThread
@Tag(name = "Policy", description = "Which rules hold, which held, and what others would change.")
public final class PolicyResource {
    private static final String YAML = "application/yaml";

    private final Policies policies;
    private final Calls calls;

    PolicyResource(Policies policies, Signals signals) {
        this.policies = policies;
        this.calls = new Calls(signals);
    }

    @GET
    @Operation(
            operationId = "getPolicy",
            summary = "Describes the policy in force.",
            description =
                    "Every setting with its value and where that came from; what is wrong with the"
                            + " file, when that is not what is in force.")
    @APIResponse(responseCode = "200", description = "The policy.")
    public Response inForce() {
        return calls.answer(() -> Calls.json(PolicyJson.inForce(policies.inForce())));
    }

    @GET
    @Path("/{digest}")
    @Operation(
            operationId = "getPolicyByDigest",
            summary = "Describes a policy that is or was in force, by its digest.")
    @APIResponse(responseCode = "200", description = "The policy.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POLICY.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public Response find(@PathParam("digest") String digest) {
        return calls.answer(() ->
                switch (QuestionReader.digest("digest", digest)) {
                    case Reading.Refused<Digest>(var refusal) -> calls.refusal(refusal);
                    case Reading.Read<Digest>(Digest wanted) ->
                            wanted.equals(policies.inForce().digest())
                                    ? Calls.json(PolicyJson.inForce(policies.inForce()))
                                    : response(policies.find(wanted), PolicyJson::described);
                });
    }

    @GET
    @Path("/changes")
    @Operation(
            operationId = "listPolicyChanges",
            summary = "Lists what took effect, newest first, with the differences in words.")
    @APIResponse(responseCode = "200", description = "A page of records.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD.")
    @APIResponse(responseCode = "503", description = "AUDIT_UNAVAILABLE; see Retry-After.")
    public Response changes(
            @QueryParam("page_size") @DefaultValue("0") int size,
            @QueryParam("page_token") @DefaultValue("") String token) {
        return calls.answer(() ->
                switch (QuestionReader.pageSize(size)) {
                    case Reading.Refused<Integer>(var refusal) -> calls.refusal(refusal);
                    case Reading.Read<Integer>(Integer limit) ->
                            response(
                                    policies.changes(
                                            limit,
                                            Optional.of(token).filter(text -> !text.isEmpty())),
                                    PolicyJson::page);
                });
    }

    @POST
    @Path("/check")
    @Consumes({YAML, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "checkPolicy",
            summary = "Reads a policy without applying it.",
            description =
                    "All problems with line, column and remedy; or, without any, the digest and"
                            + " what would be different.")
    @APIResponse(responseCode = "200", description = "Problems, or none.")
    public Response check(byte[] policy) {
        return calls.answer(
                () -> Calls.json(PolicyJson.checked(policies.check(policy), policies.inForce())));
    }

    @POST
    @Path("/dry-run")
    @Consumes({YAML, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "dryRun",
            summary = "Replays recorded decisions under the policy in the body.",
            description =
                    "Lines of JSON: `progress` now and then, and at last a `report`, or a"
                            + " `problem`. Closing the connection ends it. Nothing is changed.")
    @APIResponse(responseCode = "200", description = "Progress and report.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD, with the policy's problems.")
    public Response dryRun(
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("until") @DefaultValue("") String until,
            @QueryParam("pool") @DefaultValue("") String pool,
            @QueryParam("service") @DefaultValue("") String service,
            byte[] policy) {
        return calls.answer(() ->
                switch (span(from, until, pool, service)) {
                    case Reading.Refused<Span>(var refusal) -> calls.refusal(refusal);
                    case Reading.Read<Span>(Span span) ->
                            TrialStream.of(
                                    listener -> policies.dryRun(policy, span, listener),
                                    TrialJson::dryRun);
                });
    }

    @POST
    @Path("/tune")
    @Operation(
            operationId = "tune",
            summary = "Replays recorded decisions with one setting at several values.",
            description =
                    "Lines of JSON: `progress` now and then, and at last a `report` with a table, a"
                            + " picture and a proposal. Nothing is changed.")
    @APIResponse(responseCode = "200", description = "Progress and report.")
    @APIResponse(responseCode = "400", description = "INVALID_FIELD.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_POOL.")
    public Response tune(
            @QueryParam("pool") @DefaultValue("") String pool,
            @QueryParam("key") @DefaultValue("") String key,
            @QueryParam("value") List<String> values,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("until") @DefaultValue("") String until,
            @QueryParam("service") @DefaultValue("") String service) {
        return calls.answer(() ->
                switch (QuestionReader.turn(pool, key, values)) {
                    case Reading.Refused<Turn>(var refusal) -> calls.refusal(refusal);
                    case Reading.Read<Turn>(Turn turn) ->
                            switch (span(from, until, pool, service)) {
                                case Reading.Refused<Span>(var refusal) -> calls.refusal(refusal);
                                case Reading.Read<Span>(Span span) ->
                                        TrialStream.of(
                                                listener -> policies.tune(turn, span, listener),
                                                TrialJson::tune);
                            };
                });
    }

    private static Reading<Span> span(String from, String until, String pool, String service) {
        try {
            return QuestionReader.span(time(from), time(until), pool, service);
        } catch (DateTimeException e) {
            return new Reading.Refused<>(
                    new Refusal.InvalidFields(
                            List.of(
                                    new Violation(
                                            "from, until",
                                            "must be times like 2026-11-21T12:00:00Z"))));
        }
    }

    private static Optional<Instant> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private static <T> Response response(
            CompletionStage<Answer<T>> answer, Function<T, byte[]> writer) {
        return switch (answer.toCompletableFuture().join()) {
            case Answer.Given<T>(T value) -> Calls.json(writer.apply(value));
            case Answer.Refused<T>(Refusal refusal) -> Problems.response(refusal);
        };
    }
}
