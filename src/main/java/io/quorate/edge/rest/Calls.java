package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// How every call over HTTP ends: with its response, or with a problem.
///
/// @param signals hears of what is refused here; what the engine refuses it has told itself
record Calls(Signals signals) {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    /// What goes wrong in between is caught here and nowhere else.
    CompletionStage<Response> answered(Supplier<CompletionStage<Response>> call) {
        CompletionStage<Response> response;
        try {
            response = call.get();
        } catch (RuntimeException | Error bug) {
            response = CompletableFuture.failedStage(bug);
        }
        return response.exceptionallyCompose(this::defect);
    }

    /// A refusal that this edge gives, without having asked the engine.
    CompletionStage<Response> refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return CompletableFuture.completedStage(Problems.response(refusal));
    }

    private CompletionStage<Response> defect(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(cause, "a call over HTTP failed, incident %s", incident);
        return refused(new Refusal.Defect(incident));
    }

    /// @param envelope writes the answer's JSON
    static Response response(Reply reply, Function<Reply.Decided, byte[]> envelope) {
        return switch (reply) {
            case Reply.Decided decided -> json(envelope.apply(decided));
            case Reply.Refused(Refusal refusal) -> Problems.response(refusal);
        };
    }

    static Response json(byte[] object) {
        return Response.ok(object, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
