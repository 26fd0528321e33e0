package io.quorate.edge.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A request to validate as JSON has it; every part may be missing, and nothing is checked.
@RegisterForReflection
@Schema(
        description = "A submission and the pools whose agents are to be asked.",
        requiredProperties = {"request_id", "submission"})
record ValidationRequest(
        @Schema(
                        description =
                                "An id that the caller chooses: 1 to 128 of A-Z a-z 0-9 . _ : / -."
                                        + " For 24 hours the same id with the same content gets the"
                                        + " stored decision; with other content it is refused.",
                        examples = "req-2032")
                @Nullable String requestId,
        @Schema(description = "The name of the calling service, an id. Left out for none.")
                @Nullable String service,
        @Schema(
                        description =
                                "The pools to ask, ids, each once. Left out for every pool of the"
                                        + " policy except those that only take over what another"
                                        + " pool could not decide.")
                @Nullable List<@Nullable String> pools,
        DecisionRequest.@Nullable Submission submission,
        @Schema(
                        description = "How much time there is; the policy says how much each is.",
                        enumeration = {"FAST", "STANDARD", "COMPLEX"},
                        defaultValue = "STANDARD")
                @Nullable String path) {}
