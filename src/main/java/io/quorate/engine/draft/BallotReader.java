package io.quorate.engine.draft;

import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.Refusal.InvalidFields;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.Task;
import java.util.List;
import java.util.Optional;

/// Reads what agents send. Whatever is wrong with it is a fault of the vote and never of the call:
/// a text that is too long is cut, so that it cannot swell the record, and its vote does not count.
public final class BallotReader {
    private static final Draft.Names NAMES =
            new Draft.Names("candidates.candidates", "choice.candidate_id");
    private static final String CUT = "…";

    private BallotReader() {}

    /// @param agent whom the paper was handed to
    /// @param task what it was asked
    public static Answer read(Draft.Filled filled, AgentId agent, Task task) {
        return switch (task) {
            case VOTE -> voted(filled, agent);
            case PROPOSE -> proposed(filled, agent);
        };
    }

    private static Answer proposed(Draft.Filled filled, AgentId agent) {
        return new Answer.Proposed(
                filled.proposal()
                        .map(BallotReader::proposal)
                        .orElseGet(
                                () -> Proposal.none(agent, "", Optional.of("it holds no answer"))),
                new DecisionId(Names.orQuoted(filled.decision())),
                filled.round(),
                filled.nonce(),
                Optional.empty());
    }

    private static Proposal proposal(DeliberationDraft.Proposed proposed) {
        Proposal proposal = DeliberationReader.proposal(proposed);
        Violations violations = new Violations();
        DeliberationReader.check(violations, "proposal", proposed);
        return violations
                .refusal()
                .map(found ->
                        Proposal.none(
                                proposal.agent(),
                                cut(proposal.reasoning(), Bounds.ABSTENTION),
                                Optional.of(problem(found))))
                .orElse(proposal);
    }

    private static Answer.Voted voted(Draft.Filled filled, AgentId agent) {
        return new Answer.Voted(
                filled.vote().map(BallotReader::vote).orElseGet(() -> blank(agent)),
                new DecisionId(Names.orQuoted(filled.decision())),
                filled.round(),
                filled.nonce(),
                Optional.empty());
    }

    private static Vote vote(Draft.Cast cast) {
        Vote vote = CastReader.vote(cast);
        Violations violations = new Violations();
        new CastReader(violations, NAMES).check("vote", cast);
        violations.count("vote.evidence", cast.evidence().size(), 0, Bounds.QUOTATIONS);
        vote.signature().ifPresent(signature -> check(signature, violations));
        return violations.refusal().map(found -> spoiled(vote, found)).orElse(vote);
    }

    private static void check(Signature signature, Violations violations) {
        violations.text("vote.signature.submission_digest", signature.submission(), Bounds.HEX);
        violations.text("vote.signature.nonce", signature.nonce(), Bounds.HEX);
        violations.text("vote.signature.value", signature.value(), Bounds.HEX);
    }

    private static Vote blank(AgentId agent) {
        return with(Vote.abstention(agent, ""), List.of(), "it holds no vote");
    }

    private static Vote spoiled(Vote vote, InvalidFields found) {
        List<Quotation> evidence =
                vote.evidence().stream()
                        .limit(Bounds.QUOTATIONS)
                        .map(quotation ->
                                new Quotation(
                                        cut(quotation.sourceId(), Bounds.ID),
                                        cut(quotation.quote(), Bounds.ABSTENTION)))
                        .toList();
        return with(vote, evidence, problem(found));
    }

    private static String problem(InvalidFields found) {
        return found.violations().getFirst().field()
                + " "
                + found.violations().getFirst().description();
    }

    private static Vote with(Vote vote, List<Quotation> evidence, String problem) {
        return new Vote(
                vote.agent(),
                vote.choice(),
                vote.confidence(),
                vote.score(),
                cut(vote.reasoning(), Bounds.ABSTENTION),
                evidence,
                vote.castAt(),
                Optional.empty(),
                Optional.of(problem));
    }

    /// Characters that a cut would tear apart are left out; half of one cannot be stored.
    private static String cut(String text, int charactersMax) {
        String whole =
                text.codePoints()
                        .filter(point -> Character.getType(point) != Character.SURROGATE)
                        .limit(charactersMax)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return whole.length() < text.length() ? whole + CUT : whole;
    }
}
