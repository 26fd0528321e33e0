package io.quorate.edge.wire;

import com.google.protobuf.Timestamp;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.RiskTag;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.DeliberateRequest;
import io.quorate.edge.wire.v1.GetDecisionRequest;
import io.quorate.edge.wire.v1.GetReceiptRequest;
import io.quorate.edge.wire.v1.ProcessedQuery;
import io.quorate.edge.wire.v1.Proposal;
import io.quorate.edge.wire.v1.Submission;
import io.quorate.edge.wire.v1.ValidateRequest;
import io.quorate.edge.wire.v1.VotingWindow;
import io.quorate.engine.GivenDeliberation;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Validation;
import io.quorate.engine.draft.DeliberationDraft;
import io.quorate.engine.draft.DeliberationReader;
import io.quorate.engine.draft.Draft;
import io.quorate.engine.draft.DraftReader;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads requests: copies each message field by field and has the engine check the whole.
public final class RequestReader {
    private static final Draft.Names NAMES =
            new Draft.Names("candidates.candidates", "choice.candidate_id");

    private RequestReader() {}

    /// Reads a request for a decision.
    ///
    /// @param deadline when the caller stops waiting
    public static Reading<GivenVotes> read(DecideRequest request, Optional<Instant> deadline) {
        Draft draft =
                new Draft(
                        request.getRequestId(),
                        request.getService(),
                        request.getPool(),
                        request.hasSubmission()
                                ? Optional.of(submission(request.getSubmission()))
                                : Optional.empty(),
                        request.getVotesList().stream().map(VoteReader::read).toList(),
                        moment(
                                request.getVotingWindow().hasOpenedAt(),
                                request.getVotingWindow().getOpenedAt()),
                        moment(
                                request.getVotingWindow().hasClosedAt(),
                                request.getVotingWindow().getClosedAt()),
                        request.hasNonce()
                                ? new Field.Present<>(request.getNonce().toByteArray())
                                : new Field.Absent<>(),
                        deadline);
        return DraftReader.read(draft, NAMES);
    }

    /// Reads a request to decide on answers and the votes on them.
    ///
    /// @param deadline when the caller stops waiting
    public static Reading<GivenDeliberation> read(
            DeliberateRequest request, Optional<Instant> deadline) {
        DeliberationDraft draft =
                new DeliberationDraft(
                        request.getRequestId(),
                        request.getService(),
                        request.getPool(),
                        request.hasSubmission()
                                ? Optional.of(submission(request.getSubmission()))
                                : Optional.empty(),
                        request.getProposalsList().stream().map(RequestReader::proposed).toList(),
                        request.getVotesList().stream().map(VoteReader::read).toList(),
                        span(request.getProposingWindow()),
                        span(request.getVotingWindow()),
                        deadline);
        return DeliberationReader.read(draft, NAMES);
    }

    static DeliberationDraft.Proposed proposed(Proposal proposal) {
        return new DeliberationDraft.Proposed(
                proposal.getAgentId(),
                proposal.hasAnswer() ? Optional.of(proposal.getAnswer()) : Optional.empty(),
                proposal.hasAbstention()
                        ? Optional.of(proposal.getAbstention().getReason())
                        : Optional.empty(),
                proposal.hasConfidence()
                        ? OptionalDouble.of(proposal.getConfidence())
                        : OptionalDouble.empty(),
                proposal.getReasoning(),
                moment(proposal.hasCastAt(), proposal.getCastAt()));
    }

    private static DeliberationDraft.Span span(VotingWindow window) {
        return new DeliberationDraft.Span(
                moment(window.hasOpenedAt(), window.getOpenedAt()),
                moment(window.hasClosedAt(), window.getClosedAt()));
    }

    /// Reads a request to validate.
    ///
    /// @param deadline when the caller stops waiting
    public static Reading<Validation> read(ValidateRequest request, Optional<Instant> deadline) {
        return DraftReader.read(
                new Draft.Posed(
                        request.getRequestId(),
                        request.getService(),
                        request.getPoolsList(),
                        request.hasSubmission()
                                ? Optional.of(submission(request.getSubmission()))
                                : Optional.empty(),
                        path(request),
                        deadline),
                NAMES);
    }

    private static Field<ValidationPath> path(ValidateRequest request) {
        return switch (request.getPath()) {
            case VALIDATION_PATH_UNSPECIFIED -> new Field.Absent<>();
            case VALIDATION_PATH_FAST -> new Field.Present<>(ValidationPath.FAST);
            case VALIDATION_PATH_STANDARD -> new Field.Present<>(ValidationPath.STANDARD);
            case VALIDATION_PATH_COMPLEX -> new Field.Present<>(ValidationPath.COMPLEX);
            case UNRECOGNIZED -> new Field.Unreadable<>("has no value " + request.getPathValue());
        };
    }

    public static Reading<DecisionId> read(GetDecisionRequest request) {
        return DraftReader.decisionId("decision_id", request.getDecisionId());
    }

    public static Reading<DecisionId> read(GetReceiptRequest request) {
        return DraftReader.decisionId("decision_id", request.getDecisionId());
    }

    private static Draft.Asked submission(Submission submission) {
        return new Draft.Asked(
                submission.hasAnswer() ? Optional.of(submission.getAnswer()) : Optional.empty(),
                submission.hasCandidates() ? Optional.of(candidates(submission)) : Optional.empty(),
                submission.hasQuery()
                        ? Optional.of(query(submission.getQuery()))
                        : Optional.empty(),
                submission.getQuestion(),
                submission.getSourcesList().stream()
                        .map(s -> new Draft.Named(s.getId(), s.getTitle(), s.getText()))
                        .toList(),
                submission.getContext(),
                submission.getSubject(),
                submission.getTagsMap(),
                risk(submission));
    }

    private static Matter.Query query(ProcessedQuery query) {
        return new Matter.Query(
                query.getIntent(),
                query.getEntitiesList().stream()
                        .map(entity -> new Matter.Entity(entity.getText(), entity.getType()))
                        .toList(),
                query.getStrategy());
    }

    private static List<Draft.Named> candidates(Submission submission) {
        return submission.getCandidates().getCandidatesList().stream()
                .map(candidate -> new Draft.Named(candidate.getId(), "", candidate.getText()))
                .toList();
    }

    private static Field<RiskTag> risk(Submission submission) {
        return switch (submission.getRiskTag()) {
            case RISK_TAG_UNSPECIFIED -> new Field.Absent<>();
            case RISK_TAG_MINIMAL -> new Field.Present<>(RiskTag.MINIMAL);
            case RISK_TAG_LIMITED -> new Field.Present<>(RiskTag.LIMITED);
            case RISK_TAG_HIGH -> new Field.Present<>(RiskTag.HIGH);
            case UNRECOGNIZED ->
                    new Field.Unreadable<>("has no value " + submission.getRiskTagValue());
        };
    }

    static Field<Instant> moment(boolean given, Timestamp timestamp) {
        if (!given) {
            return new Field.Absent<>();
        }
        return Moments.read(timestamp)
                .<Field<Instant>>map(Field.Present::new)
                .orElseGet(() -> new Field.Unreadable<>("is not a time of the years 1 to 9999"));
    }
}
