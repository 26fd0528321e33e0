package io.quorate.edge.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every refusal as an HTTP response.
final class Problems {
    static final String TYPE = "application/problem+json";

    /// More would not be read.
    static final int VIOLATIONS_MAX = 100;

    private static final ObjectWriter JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                    .build()
                    .writerFor(Problem.class);

    private Problems() {}

    static Response response(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unreadable _ -> response(Status.BAD_REQUEST, refusal, Map.of());
            case Refusal.InvalidFields(var violations) ->
                    respond(problem(Status.BAD_REQUEST, refusal, shown(violations), Map.of()));
            case Refusal.MessageTooLarge _ ->
                    response(Status.REQUEST_ENTITY_TOO_LARGE, refusal, Map.of());
            case Refusal.UnknownPool(var pool, _) ->
                    response(Status.NOT_FOUND, refusal, Map.of("pool", pool.value()));
            case Refusal.UnknownDecision(var decision) ->
                    response(Status.NOT_FOUND, refusal, Map.of("decision_id", decision.value()));
            case Refusal.UnknownPolicy _ -> response(Status.NOT_FOUND, refusal, Map.of());
            case Refusal.RequestIdReused(var request, var first) ->
                    response(
                            Status.CONFLICT,
                            refusal,
                            Map.of("request_id", request.value(), "decision_id", first.value()));
            case Refusal.OfReputation known -> response(known);
            case Refusal.OfKeeping kept -> response(kept);
            case Refusal.Overloaded(var retryAfter) ->
                    later(Status.TOO_MANY_REQUESTS, refusal, retryAfter);
            case Refusal.AuditUnavailable(_, var retryAfter) ->
                    later(Status.SERVICE_UNAVAILABLE, refusal, retryAfter);
            case Refusal.NotYetSigned(_, var retryAfter) ->
                    later(Status.SERVICE_UNAVAILABLE, refusal, retryAfter);
            case Refusal.NotServing(var retryAfter) ->
                    later(Status.SERVICE_UNAVAILABLE, refusal, retryAfter);
            case Refusal.DeadlinePassed _ -> response(Status.GATEWAY_TIMEOUT, refusal, Map.of());
            case Refusal.QueryTimedOut _ -> response(Status.GATEWAY_TIMEOUT, refusal, Map.of());
            case Refusal.Defect(var incident) ->
                    response(Status.INTERNAL_SERVER_ERROR, refusal, Map.of("incident", incident));
        };
    }

    private static Response response(Refusal.OfKeeping refusal) {
        return switch (refusal) {
            case Refusal.DecisionHeld(var decision, _) ->
                    response(Status.CONFLICT, refusal, Map.of("decision_id", decision.value()));
            case Refusal.HoldNameTaken _ -> response(Status.CONFLICT, refusal, Map.of());
            case Refusal.UnknownHold _ -> response(Status.NOT_FOUND, refusal, Map.of());
            case Refusal.UnknownOrigin _ -> response(Status.NOT_FOUND, refusal, Map.of());
        };
    }

    private static Response response(Refusal.OfReputation refusal) {
        return switch (refusal) {
            case Refusal.UnknownAgent(var pool, var agent) ->
                    response(Status.NOT_FOUND, refusal, names(pool, agent));
            case Refusal.AgentContradicted(var pool, var agent, _, _) ->
                    response(Status.CONFLICT, refusal, names(pool, agent));
            case Refusal.UnknownFaultDomain(var pool, _) ->
                    response(Status.BAD_REQUEST, refusal, Map.of("pool", pool.value()));
            case Refusal.UnknownSpecialization(var pool, _) ->
                    response(Status.BAD_REQUEST, refusal, Map.of("pool", pool.value()));
            case Refusal.StandbysFull(var pool, _) ->
                    response(Status.CONFLICT, refusal, Map.of("pool", pool.value()));
            case Refusal.StandingUnchanged(var pool, var agent, _, _) ->
                    response(Status.CONFLICT, refusal, names(pool, agent));
            case Refusal.OutcomeContradicted(var decision, var pool, _) ->
                    response(Status.CONFLICT, refusal, names(pool, decision));
            case Refusal.UnknownOutcome(var decision, var pool) ->
                    response(Status.NOT_FOUND, refusal, names(pool, decision));
        };
    }

    private static Map<String, String> names(PoolId pool, AgentId agent) {
        return Map.of("pool", pool.value(), "agent_id", agent.value());
    }

    private static Map<String, String> names(PoolId pool, DecisionId decision) {
        return Map.of("pool", pool.value(), "decision_id", decision.value());
    }

    /// A body of another type than JSON: the reason of an unreadable one, under HTTP's own status.
    static Response wrongType() {
        Refusal refusal = new Refusal.Unreadable("it is not sent as application/json");
        return response(Status.UNSUPPORTED_MEDIA_TYPE, refusal, Map.of());
    }

    /// What HTTP refuses by itself, for which there is no other reason than the status.
    static Response unreasoned(Status status, String detail) {
        return respond(
                new Problem(
                        status.getReasonPhrase(),
                        status.getStatusCode(),
                        detail,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static Response response(Status status, Refusal refusal, Map<String, String> names) {
        return respond(problem(status, refusal, List.of(), names));
    }

    private static Response later(Status status, Refusal refusal, Duration after) {
        long seconds = Math.max(1, after.plusNanos(999_999_999).toSeconds());
        return Response.fromResponse(response(status, refusal, Map.of()))
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    private static Problem problem(
            Status status,
            Refusal refusal,
            List<Problem.Violation> violations,
            Map<String, String> names) {
        return new Problem(
                status.getReasonPhrase(),
                status.getStatusCode(),
                refusal.text(),
                refusal.reason(),
                violations,
                names.get("pool"),
                names.get("agent_id"),
                names.get("request_id"),
                names.get("decision_id"),
                names.get("incident"));
    }

    private static Response respond(Problem problem) {
        try {
            return Response.status(problem.status())
                    .type(TYPE)
                    .entity(JSON.writeValueAsBytes(problem))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem can be written", e);
        }
    }

    private static List<Problem.Violation> shown(List<Refusal.Violation> violations) {
        Stream<Problem.Violation> shown =
                violations.stream()
                        .limit(VIOLATIONS_MAX)
                        .map(v -> new Problem.Violation(v.field(), v.description()));
        int more = violations.size() - VIOLATIONS_MAX;
        return more <= 0
                ? shown.toList()
                : Stream.concat(
                                shown,
                                Stream.of(new Problem.Violation("", more + " more violations")))
                        .toList();
    }
}
