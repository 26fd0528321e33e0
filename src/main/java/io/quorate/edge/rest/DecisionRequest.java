package io.quorate.edge.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A request to decide as JSON has it; every part may be missing, and nothing is checked.
@RegisterForReflection
@Schema(
        description = "A submission, the pool that it is put to, and the votes.",
        requiredProperties = {"request_id", "pool", "submission", "votes"})
record DecisionRequest(
        @Schema(
                        description =
                                "An id that the caller chooses: 1 to 128 of A-Z a-z 0-9 . _ : / -."
                                        + " For 24 hours the same id with the same content gets the"
                                        + " stored decision; with other content it is refused.",
                        examples = "req-2031")
                @Nullable String requestId,
        @Schema(description = "The name of the calling service, an id. Left out for none.")
                @Nullable String service,
        @Schema(description = "The name of the pool in the policy, an id.", examples = "facts")
                @Nullable String pool,
        @Nullable Submission submission,
        @Schema(description = "The votes, in any order. 1 to 1000.")
                @Nullable List<@Nullable Vote> votes,
        @Nullable VotingWindow votingWindow,
        @Schema(
                        description =
                                "The nonce under which the caller asked the agents: 16 to 64 random"
                                        + " bytes in hexadecimal. Left out when no vote is signed.")
                @Nullable String nonce) {

    @RegisterForReflection
    @Schema(
            name = "Submission",
            description = "What is to be judged: an answer, or candidates, or a processed query.")
    record Submission(
            @Schema(
                            description =
                                    "One answer; the choices are ACCEPT and REJECT. 1 byte to 256"
                                            + " KiB.")
                    @Nullable String answer,
            @Schema(
                            description =
                                    "Several answers; the choices are their ids and NONE. 1 to"
                                            + " 100.")
                    @Nullable List<@Nullable Candidate> candidates,
            @Nullable ProcessedQuery query,
            @Schema(description = "What was asked. At most 256 KiB.") @Nullable String question,
            @Schema(description = "The texts that the answer may rest on. At most 100.")
                    @Nullable List<@Nullable Source> sources,
            @Schema(description = "What else the agents should know. At most 256 KiB.")
                    @Nullable String context,
            @Schema(
                            description =
                                    "A reference to the person whom the answer concerns. At most"
                                            + " 256 bytes; kept apart from the log and erasable.")
                    @Nullable String subject,
            @Schema(
                            description =
                                    "Marks for finding the decision again. At most 32; a key is an"
                                            + " id, a value at most 256 bytes. They stay in the log for"
                                            + " good and must not refer to persons.")
                    @Nullable Map<String, @Nullable String> tags,
            @Schema(
                            description = "How much depends on the answer.",
                            enumeration = {"MINIMAL", "LIMITED", "HIGH"})
                    @Nullable String riskTag) {}

    @RegisterForReflection
    @Schema(
            name = "ProcessedQuery",
            description =
                    "What was made of the question before anything answers it; the choices are"
                            + " ACCEPT and REJECT.")
    record ProcessedQuery(
            @Schema(
                            description =
                                    "What the question is taken to want, in the caller's words. 1"
                                            + " byte to 1 KiB.",
                            examples = "comparison")
                    @Nullable String intent,
            @Schema(description = "What the question is taken to speak of. At most 100.")
                    @Nullable List<@Nullable Entity> entities,
            @Schema(
                            description =
                                    "How it is going to be answered, in the caller's words. 1 byte"
                                            + " to 1 KiB.",
                            examples = "multi_hop_retrieval")
                    @Nullable String strategy) {}

    @RegisterForReflection
    @Schema(name = "Entity", description = "Something that a question speaks of.")
    record Entity(
            @Schema(description = "As it stands in the question. 1 byte to 1 KiB.")
                    @Nullable String text,
            @Schema(
                            description = "What it is, in the caller's words. At most 1 KiB.",
                            examples = "person")
                    @Nullable String type) {}

    @RegisterForReflection
    @Schema(name = "Candidate", description = "One of several answers.")
    record Candidate(
            @Schema(description = "An id, unique in the submission.") @Nullable String id,
            @Schema(description = "The answer. 1 byte to 256 KiB.") @Nullable String text) {}

    @RegisterForReflection
    @Schema(name = "Source", description = "A text that evidence may quote.")
    record Source(
            @Schema(description = "An id, unique in the submission.") @Nullable String id,
            @Schema(description = "What it is called. At most 1 KiB.") @Nullable String title,
            @Schema(description = "The text itself. At most 1 MiB.") @Nullable String text) {}

    @RegisterForReflection
    @Schema(
            name = "Vote",
            description =
                    "What one agent says. A text that is too long refuses the request; every other"
                            + " defect is a fault of the vote alone.")
    record Vote(
            @Schema(description = "The agent that cast the vote.", examples = "alice")
                    @Nullable String agentId,
            @Schema(
                            description =
                                    "ACCEPT or REJECT for an answer; a candidate's id or NONE for"
                                            + " candidates; ABSTAIN for no side.",
                            examples = "ACCEPT")
                    @Nullable String choice,
            @Schema(description = "No side, with a reason; instead of a choice.")
                    @Nullable Abstention abstention,
            @Schema(description = "How good the chosen answer is, 0 to 1.") @Nullable Double score,
            @Schema(description = "How sure the agent is, 0 to 1.", examples = "0.9")
                    @Nullable Double confidence,
            @Schema(description = "Why, in the agent's words. At most 16 KiB.")
                    @Nullable String reasoning,
            @Schema(description = "Passages that the agent rests on. At most 32.")
                    @Nullable List<@Nullable Quotation> evidence,
            @Schema(
                            description = "When the vote was cast (RFC 3339).",
                            examples = "2026-01-31T12:00:00Z")
                    @Nullable String castAt,
            @Nullable Signature signature) {}

    @RegisterForReflection
    @Schema(name = "Abstention", description = "A vote for no side.")
    record Abstention(@Schema(description = "Why. At most 1 KiB.") @Nullable String reason) {}

    @RegisterForReflection
    @Schema(name = "Quotation", description = "A passage that counts when it really occurs.")
    record Quotation(
            @Schema(description = "The id of the quoted source.") @Nullable String sourceId,
            @Schema(description = "The words, as they stand there. At most 16 KiB.")
                    @Nullable String quote) {}

    @RegisterForReflection
    @Schema(
            name = "Signature",
            description =
                    "The agent's Ed25519 signature of its vote, over the bytes that the wire"
                            + " contract defines; everything in hexadecimal.")
    record Signature(
            @Schema(description = "The digest of the submission that the agent judged.")
                    @Nullable String submissionDigest,
            @Schema(description = "The round that the agent voted in, counted from 1.")
                    @Nullable Integer round,
            @Schema(description = "The nonce that the agent was asked under.")
                    @Nullable String nonce,
            @Schema(description = "The signature itself.") @Nullable String value) {}

    @RegisterForReflection
    @Schema(
            name = "VotingWindow",
            description = "When votes could be cast, both ends included (RFC 3339).")
    record VotingWindow(@Nullable String openedAt, @Nullable String closedAt) {}
}
