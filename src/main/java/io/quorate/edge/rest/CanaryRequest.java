package io.quorate.edge.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quorate.engine.canary.CanaryWish;
import io.quorate.engine.draft.CanaryReader;
import io.quorate.engine.draft.DraftReader.Reading;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A canary to be added as JSON has it; every part may be missing, and nothing is checked.
@RegisterForReflection
@Schema(
        name = "CanaryRequest",
        requiredProperties = {"canary_id", "submission", "right", "pools", "operator"})
record CanaryRequest(
        @Schema(description = "Its id.", examples = "eiffel-1889") @Nullable String canaryId,
        @Schema(description = "What agents are to judge, without subject, tags and risk_tag.")
                DecisionRequest.@Nullable Submission submission,
        @Schema(
                        description =
                                "The right answer: ACCEPT or REJECT, a candidate's id, or NONE.",
                        examples = "ACCEPT")
                @Nullable String right,
        @Schema(description = "The pools that it is put to, ids, each once; at least one.")
                @Nullable List<@Nullable String> pools,
        @Schema(description = "Who adds it. Kept apart from the log.") @Nullable String operator) {

    static Reading<CanaryWish.Add> checked(CanaryRequest request) {
        return CanaryReader.add(Drafts.of(request), Drafts.NAMES);
    }
}
