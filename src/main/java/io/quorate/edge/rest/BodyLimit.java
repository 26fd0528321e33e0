package io.quorate.edge.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quorate.engine.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Refuses a body that says itself that it is too large, before it is read, as a problem. One that
/// does not say so is cut off by the framework, which answers with the bare status.
@Singleton
final class BodyLimit {
    /// Before the framework's own limit.
    private static final int EARLY = 10_000;

    void install(@Observes Filters filters) {
        filters.register(BodyLimit::check, EARLY);
    }

    private static void check(RoutingContext call) {
        if (!announcesTooMuch(call.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
            call.next();
            return;
        }
        Response problem =
                Problems.response(new Refusal.MessageTooLarge(RequestReader.BYTES_MAX));
        HttpServerResponse response = call.response();
        response.setStatusCode(problem.getStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close");
        call.request().endHandler(_ -> call.request().connection().close());
        response.end(Buffer.buffer((byte[]) problem.getEntity()));
        call.request().resume();
    }

    private static boolean announcesTooMuch(@Nullable String length) {
        try {
            return length != null && Long.parseLong(length) > RequestReader.BYTES_MAX;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
