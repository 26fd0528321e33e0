package io.quorate.edge.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a call got no answer, as RFC 9457 has it. The type is left out, which means that the title
/// says what the status does; the reason tells more.
@RegisterForReflection
@Schema(
        name = "Problem",
        description = "Why a call got no answer (RFC 9457).",
        requiredProperties = {"title", "status", "detail"})
record Problem(
        @Schema(description = "What the status means.", examples = "Bad Request") String title,
        @Schema(description = "The HTTP status.", examples = "400") int status,
        @Schema(description = "What happened, and what to do about it.") String detail,
        @Schema(
                        description = "The stable name of the refusal; the same as over gRPC.",
                        examples = "INVALID_FIELD")
                @Nullable String reason,
        @Schema(description = "What is wrong with the request, by field.")
                List<Violation> violations,
        @Schema(description = "The pool that was asked for.") @Nullable String pool,
        @Schema(description = "The agent that was asked for.") @Nullable String agentId,
        @Schema(description = "The request id that was used before.") @Nullable String requestId,
        @Schema(description = "The decision that was asked for, or made before.")
                @Nullable String decisionId,
        @Schema(description = "Where the sidecar's own log has the cause of a defect.")
                @Nullable String incident) {

    /// One field and what is wrong with it.
    @RegisterForReflection
    @Schema(name = "Violation")
    record Violation(
            @Schema(description = "The path of the field.", examples = "votes[3].reasoning")
                    String field,
            @Schema(description = "What is wrong with it, and what is allowed.")
                    String description) {}
}
