package io.quorate.edge.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every refusal as a gRPC status with its details. The names are those of `RefusalReason` in the
/// wire contract.
///
/// Protobuf reads these messages by reflection, which a native image has to be told.
@RegisterForReflection(
        targets = {
            Any.class,
            Any.Builder.class,
            BadRequest.class,
            BadRequest.Builder.class,
            BadRequest.FieldViolation.class,
            BadRequest.FieldViolation.Builder.class,
            Duration.class,
            Duration.Builder.class,
            ErrorInfo.class,
            ErrorInfo.Builder.class,
            RetryInfo.class,
            RetryInfo.Builder.class,
            Status.class,
            Status.Builder.class
        })
final class Refusals {
    static final String DOMAIN = "quorate.io";

    /// Clients take 8 KiB of metadata by default; the details go there in Base64, beside the text.
    static final int VIOLATIONS_BYTES_MAX = 3_000;

    private Refusals() {}

    static StatusRuntimeException status(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unreadable _ -> status(Code.INVALID_ARGUMENT, refusal, Map.of());
            case Refusal.InvalidFields(var violations) ->
                    status(Code.INVALID_ARGUMENT, refusal, Map.of(), badRequest(violations));
            case Refusal.MessageTooLarge _ -> status(Code.RESOURCE_EXHAUSTED, refusal, Map.of());
            case Refusal.UnknownPool(var pool, _) ->
                    status(
                            Code.NOT_FOUND,
                            refusal,
                            Map.of("pool", pool.value()),
                            badRequest("pool", refusal));
            case Refusal.UnknownDecision(var decision) ->
                    status(
                            Code.NOT_FOUND,
                            refusal,
                            Map.of("decision_id", decision.value()),
                            badRequest("decision_id", refusal));
            case Refusal.UnknownPolicy(var policy) ->
                    status(
                            Code.NOT_FOUND,
                            refusal,
                            Map.of("policy_digest", policy.hex()),
                            badRequest("policy_digest", refusal));
            case Refusal.RequestIdReused(var request, var first) ->
                    status(
                            Code.ALREADY_EXISTS,
                            refusal,
                            Map.of("request_id", request.value(), "decision_id", first.value()));
            case Refusal.OfReputation known -> status(known);
            case Refusal.OfKeeping kept -> status(kept);
            case Refusal.Overloaded(var retryAfter) ->
                    status(Code.RESOURCE_EXHAUSTED, refusal, Map.of(), retry(retryAfter));
            case Refusal.AuditUnavailable(_, var retryAfter) ->
                    status(Code.UNAVAILABLE, refusal, Map.of(), retry(retryAfter));
            case Refusal.NotYetSigned(var decision, var retryAfter) ->
                    status(
                            Code.UNAVAILABLE,
                            refusal,
                            Map.of("decision_id", decision.value()),
                            retry(retryAfter));
            case Refusal.NotServing(var retryAfter) ->
                    status(Code.UNAVAILABLE, refusal, Map.of(), retry(retryAfter));
            case Refusal.DeadlinePassed _ -> status(Code.DEADLINE_EXCEEDED, refusal, Map.of());
            case Refusal.QueryTimedOut _ -> status(Code.DEADLINE_EXCEEDED, refusal, Map.of());
            case Refusal.Defect(var incident) ->
                    status(Code.INTERNAL, refusal, Map.of("incident", incident));
        };
    }

    private static StatusRuntimeException status(Refusal.OfKeeping refusal) {
        return switch (refusal) {
            case Refusal.DecisionHeld(var decision, var hold) ->
                    status(
                            Code.FAILED_PRECONDITION,
                            refusal,
                            Map.of("decision_id", decision.value(), "hold_id", hold.value()));
            case Refusal.HoldNameTaken(var hold) ->
                    status(Code.ALREADY_EXISTS, refusal, Map.of("hold_id", hold.value()));
            case Refusal.UnknownHold(var hold) ->
                    status(Code.NOT_FOUND, refusal, Map.of("hold_id", hold.value()));
            case Refusal.UnknownOrigin(var origin) ->
                    status(Code.NOT_FOUND, refusal, Map.of("origin", origin));
        };
    }

    private static StatusRuntimeException status(Refusal.OfReputation refusal) {
        return switch (refusal) {
            case Refusal.UnknownAgent(var pool, var agent) ->
                    status(Code.NOT_FOUND, refusal, names(pool, agent));
            case Refusal.AgentContradicted(var pool, var agent, _, _) ->
                    status(Code.ALREADY_EXISTS, refusal, names(pool, agent));
            case Refusal.UnknownFaultDomain(var pool, _) ->
                    status(
                            Code.INVALID_ARGUMENT,
                            refusal,
                            Map.of("pool", pool.value()),
                            badRequest("fault_domain", refusal));
            case Refusal.UnknownSpecialization(var pool, _) ->
                    status(
                            Code.INVALID_ARGUMENT,
                            refusal,
                            Map.of("pool", pool.value()),
                            badRequest("specialization", refusal));
            case Refusal.StandbysFull(var pool, _) ->
                    status(Code.FAILED_PRECONDITION, refusal, Map.of("pool", pool.value()));
            case Refusal.StandingUnchanged(var pool, var agent, _, _) ->
                    status(Code.FAILED_PRECONDITION, refusal, names(pool, agent));
            case Refusal.OutcomeContradicted(var decision, var pool, _) ->
                    status(Code.ALREADY_EXISTS, refusal, names(pool, decision));
            case Refusal.UnknownOutcome(var decision, var pool) ->
                    status(Code.NOT_FOUND, refusal, names(pool, decision));
        };
    }

    private static Map<String, String> names(PoolId pool, AgentId agent) {
        return Map.of("pool", pool.value(), "agent_id", agent.value());
    }

    private static Map<String, String> names(PoolId pool, DecisionId decision) {
        return Map.of("pool", pool.value(), "decision_id", decision.value());
    }

    private static StatusRuntimeException status(
            Code code, Refusal refusal, Map<String, String> metadata, Message... details) {
        Status.Builder status =
                Status.newBuilder()
                        .setCode(code.value())
                        .setMessage(refusal.text())
                        .addDetails(
                                Any.pack(
                                        ErrorInfo.newBuilder()
                                                .setDomain(DOMAIN)
                                                .setReason(refusal.reason())
                                                .putAllMetadata(metadata)
                                                .build()));
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static BadRequest badRequest(String field, Refusal refusal) {
        return BadRequest.newBuilder().addFieldViolations(violation(field, refusal.text())).build();
    }

    /// As many violations as a client will take, and how many there are besides.
    private static BadRequest badRequest(List<Refusal.Violation> violations) {
        List<BadRequest.FieldViolation> shown = new ArrayList<>();
        int bytes = 0;
        for (Refusal.Violation found : violations) {
            var violation = violation(found.field(), found.description());
            bytes += violation.getSerializedSize();
            if (bytes > VIOLATIONS_BYTES_MAX) {
                shown.add(violation("", violations.size() - shown.size() + " more violations"));
                break;
            }
            shown.add(violation);
        }
        return BadRequest.newBuilder().addAllFieldViolations(shown).build();
    }

    private static BadRequest.FieldViolation violation(String field, String description) {
        return BadRequest.FieldViolation.newBuilder()
                .setField(field)
                .setDescription(description)
                .build();
    }

    private static RetryInfo retry(java.time.Duration after) {
        return RetryInfo.newBuilder()
                .setRetryDelay(
                        Duration.newBuilder()
                                .setSeconds(after.getSeconds())
                                .setNanos(after.getNano()))
                .build();
    }
}
