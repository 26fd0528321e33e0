package io.quorate.engine;

import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.RiskTag;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.core.protocol.Transcript;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What tells a retry from other content under the same request id: a digest of everything the
/// caller sent, its deadline apart.
///
/// It is taken of the values and not of the message's bytes, which a client may order anew on every
/// attempt; a retry over another edge is a retry too.
public final class RequestDigest {
    private RequestDigest() {}

    public static Digest of(GivenVotes given) {
        Transcript transcript =
                new Transcript("quorate.request.v1")
                        .text(given.service())
                        .text(given.request().value())
                        .text(given.pool().value());
        submission(transcript, given.submission());
        transcript.number(given.votes().size());
        given.votes().forEach(vote -> vote(transcript, vote));
        moment(transcript, given.openedAt());
        moment(transcript, given.closedAt());
        optional(transcript, given.nonce());
        return transcript.digest();
    }

    public static Digest of(Validation validation) {
        Transcript transcript =
                new Transcript("quorate.validation.v1")
                        .text(validation.service())
                        .text(validation.request().value())
                        .number(validation.pools().size());
        validation.pools().forEach(pool -> transcript.text(pool.value()));
        transcript.text(validation.path().name());
        submission(transcript, validation.submission());
        return transcript.digest();
    }

    public static Digest of(GivenDeliberation given) {
        Transcript transcript =
                new Transcript("quorate.deliberation.v1")
                        .text(given.service())
                        .text(given.request().value())
                        .text(given.pool().value());
        submission(transcript, given.submission());
        transcript.number(given.proposals().size());
        given.proposals().forEach(proposal -> proposal(transcript, proposal));
        transcript.number(given.votes().size());
        given.votes().forEach(vote -> vote(transcript, vote));
        for (Window window : List.of(given.proposing(), given.voting())) {
            moment(transcript, window.opens());
            moment(transcript, window.closes());
        }
        return transcript.digest();
    }

    private static void proposal(Transcript transcript, Proposal proposal) {
        transcript.text(proposal.agent().value());
        optional(transcript, proposal.answer());
        optional(transcript, proposal.defect());
        transcript.number(proposal.confidence()).text(proposal.reasoning());
        moment(transcript, proposal.castAt());
    }

    private static void submission(Transcript transcript, Submission submission) {
        transcript.raw(SubmissionDigest.of(submission).bytes());
        optional(transcript, submission.subject());
        optional(transcript, submission.riskTag().map(RiskTag::name));
        transcript.number(submission.tags().size());
        submission.tags().forEach((key, value) -> transcript.text(key).text(value));
    }

    private static void vote(Transcript transcript, Vote vote) {
        transcript.text(vote.agent().value());
        optional(transcript, vote.choice().map(Choice::value));
        optional(transcript, vote.defect());
        transcript.number(vote.confidence()).number(vote.score()).text(vote.reasoning());
        transcript.number(vote.evidence().size());
        for (Quotation quotation : vote.evidence()) {
            transcript.text(quotation.sourceId()).text(quotation.quote());
        }
        moment(transcript, vote.castAt());
        transcript.number(vote.signature().isPresent() ? 1 : 0);
        vote.signature().ifPresent(signature -> signature(transcript, signature));
    }

    private static void signature(Transcript transcript, Signature signature) {
        transcript
                .text(signature.submission())
                .number(signature.round())
                .text(signature.nonce())
                .text(signature.value());
    }

    private static void optional(Transcript transcript, Optional<String> text) {
        transcript.number(text.isPresent() ? 1 : 0);
        text.ifPresent(transcript::text);
    }

    private static void moment(Transcript transcript, Optional<Instant> moment) {
        transcript.number(moment.isPresent() ? 1 : 0);
        moment.ifPresent(at -> transcript.number(at.getEpochSecond()).number(at.getNano()));
    }
}
