package io.quorate.edge.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.ErasureReader;
import io.quorate.engine.keeping.Erasure;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of an order to erase.
@RegisterForReflection
@Schema(
        name = "ErasureRequest",
        requiredProperties = {"operator", "reason"})
record ErasureRequest(
        @Schema(description = "The decision whose content is to be erased; or else:")
                @Nullable String decisionId,
        @Schema(description = "The reference to the person, as the caller gave it.")
                @Nullable String subject,
        @Schema(description = "Who orders it. Stands in the log.", examples = "dpo@example.org")
                @Nullable String operator,
        @Schema(description = "Why. Kept apart from the log, like any text.")
                @Nullable String reason) {

    static Reading<Erasure> checked(ErasureRequest request) {
        return ErasureReader.read(
                Optional.ofNullable(request.decisionId),
                Optional.ofNullable(request.subject),
                Objects.requireNonNullElse(request.operator, ""),
                Objects.requireNonNullElse(request.reason, ""));
    }
}
