package io.quorate.edge.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A request to deliberate as JSON has it; every part may be missing, and nothing is checked.
@RegisterForReflection
@Schema(
        description =
                "A question, the pool that it is put to, the answers of its agents and their votes"
                        + " on them.",
        requiredProperties = {"request_id", "pool", "submission", "proposals"})
record DeliberationRequest(
        @Schema(description = "An id that the caller chooses, as for a decision.")
                @Nullable String requestId,
        @Schema(description = "The name of the calling service, an id. Left out for none.")
                @Nullable String service,
        @Schema(description = "The name of the pool in the policy, an id.", examples = "facts")
                @Nullable String pool,
        @Nullable Question submission,
        @Schema(description = "What the agents answered alone, in any order. 1 to 1000.")
                @Nullable List<@Nullable Proposal> proposals,
        @Schema(
                        description =
                                "Their votes on the answers: the choice is an agent's id, for what"
                                        + " this agent proposed, or NONE or ABSTAIN. At most 1000; not"
                                        + " read when the first round decides.")
                @Nullable List<DecisionRequest.@Nullable Vote> votes,
        DecisionRequest.@Nullable VotingWindow proposingWindow,
        DecisionRequest.@Nullable VotingWindow votingWindow) {

    @RegisterForReflection
    @Schema(name = "Question", description = "What is asked; the agents propose the answers.")
    record Question(
            @Schema(description = "What was asked. 1 byte to 256 KiB.") @Nullable String question,
            @Schema(description = "The texts that an answer may rest on. At most 100.")
                    @Nullable List<DecisionRequest.@Nullable Source> sources,
            @Schema(description = "What else the agents should know. At most 256 KiB.")
                    @Nullable String context,
            @Schema(description = "A reference to the person concerned, kept apart and erasable.")
                    @Nullable String subject,
            @Schema(description = "Marks for finding the decision again. At most 32.")
                    @Nullable Map<String, @Nullable String> tags,
            @Schema(
                            description = "How much depends on the answer.",
                            enumeration = {"MINIMAL", "LIMITED", "HIGH"})
                    @Nullable String riskTag) {}

    @RegisterForReflection
    @Schema(
            name = "Proposal",
            description =
                    "What one agent answers before it has seen what the others answer. A text that"
                            + " is too long refuses the request; every other defect is a fault of the"
                            + " proposal alone.")
    record Proposal(
            @Schema(description = "The agent that answers.", examples = "alice")
                    @Nullable String agentId,
            @Schema(description = "Its answer. At most 256 KiB.") @Nullable String answer,
            @Schema(description = "No answer, with a reason; instead of one.")
                    DecisionRequest.@Nullable Abstention abstention,
            @Schema(description = "How sure the agent is, 0 to 1.", examples = "0.9")
                    @Nullable Double confidence,
            @Schema(description = "Why, in the agent's words. At most 16 KiB.")
                    @Nullable String reasoning,
            @Schema(description = "When the answer was given (RFC 3339).")
                    @Nullable String castAt) {}
}
