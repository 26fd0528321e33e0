package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// What HTTP itself refuses before a resource is reached: an unknown path, a method or a type that
/// is not served. As a problem, like every other refusal.
@Provider
final class HttpProblems implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refused) {
        Response given = refused.getResponse();
        Status status = Status.fromStatusCode(given.getStatus());
        if (status == null || status.getFamily() != Status.Family.CLIENT_ERROR) {
            return given;
        }
        Response problem =
                switch (status) {
                    case UNSUPPORTED_MEDIA_TYPE -> Problems.wrongType();
                    case REQUEST_ENTITY_TOO_LARGE ->
                            Problems.response(
                                    new Refusal.MessageTooLarge(RequestReader.BYTES_MAX));
                    default -> Problems.unreasoned(status, "See /q/openapi for what is served.");
                };
        String allowed = given.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? problem
                : Response.fromResponse(problem).header(HttpHeaders.ALLOW, allowed).build();
    }
}
