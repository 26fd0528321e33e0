package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// How a call over HTTP is answered; what goes wrong in it is caught here.
@Singleton
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    private final Signals signals;

    Calls(Signals signals) {
        this.signals = signals;
    }

    CompletionStage<Response> answered(Supplier<CompletionStage<Response>> call) {
        CompletionStage<Response> response;
        try {
            response = call.get();
        } catch (RuntimeException | Error bug) {
            response = CompletableFuture.failedStage(bug);
        }
        return response.exceptionallyCompose(this::defect);
    }

    /// A call whose body holds nothing but texts of these names.
    CompletionStage<Response> answered(
            byte[] body, Set<String> names, Function<Texts, CompletionStage<Response>> call) {
        return answered(() ->
                switch (Texts.read(body, names)) {
                    case Texts.Outcome.Read(Texts texts) -> call.apply(texts);
                    case Texts.Outcome.Refused(Refusal refusal) -> refused(refusal);
                });
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
