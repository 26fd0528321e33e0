package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.trail.Inquiries.Result;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// How a call over HTTP is answered; what goes wrong in it is caught here and nowhere else.
///
/// @param signals hears of what is refused here; what the engine refuses it has told itself
record Calls(Signals signals) {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    CompletionStage<Response> answered(Supplier<CompletionStage<Response>> call) {
        CompletionStage<Response> response;
        try {
            response = call.get();
        } catch (RuntimeException | Error bug) {
            response = CompletableFuture.failedStage(bug);
        }
        return response.exceptionally(bug -> refusal(defect(bug)));
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

    /// A call that may wait, on a virtual thread of its own.
    Response answer(Supplier<Response> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error bug) {
            return refusal(defect(bug));
        }
    }

    /// A refusal that this edge gives, without having asked the engine.
    Response refusal(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return Problems.response(refusal);
    }

    /// The same where the answer may come later.
    CompletionStage<Response> refused(Refusal refusal) {
        return CompletableFuture.completedStage(refusal(refusal));
    }

    /// What the caller is told of a bug of ours; the log gets its cause.
    static Refusal defect(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(cause, "a call over HTTP failed, incident %s", incident);
        return new Refusal.Defect(incident);
    }

    static <T> Response waitFor(
            CompletionStage<Result<T>> stage, Function<? super T, Response> response) {
        return switch (stage.toCompletableFuture().join()) {
            case Result.Found<T>(T value) -> response.apply(value);
            case Result.Refused<T>(Refusal refusal) -> Problems.response(refusal);
        };
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
