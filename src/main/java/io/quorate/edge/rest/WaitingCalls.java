package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.trail.Inquiries.Result;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Calls that may wait, each on a virtual thread of its own. What goes wrong in one is caught here
/// and nowhere else.
///
/// @param signals hears of what is refused here; what the engine refuses it has told itself
record WaitingCalls(Signals signals) {
    private static final Logger LOG = Logger.getLogger(WaitingCalls.class);

    Response answer(Supplier<Response> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error bug) {
            String incident = UUID.randomUUID().toString();
            LOG.errorf(bug, "a call over HTTP failed, incident %s", incident);
            return refused(new Refusal.Defect(incident));
        }
    }

    /// A refusal that this edge gives, without having asked the engine.
    Response refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return Problems.response(refusal);
    }

    static <T> Response waitFor(
            CompletionStage<Result<T>> stage, Function<? super T, Response> response) {
        return switch (stage.toCompletableFuture().join()) {
            case Result.Found<T>(T value) -> response.apply(value);
            case Result.Refused<T>(Refusal refusal) -> Problems.response(refusal);
        };
    }

    static Response json(byte[] object) {
        return Response.ok(object, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
