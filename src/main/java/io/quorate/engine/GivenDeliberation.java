package io.quorate.engine;

import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.deliberation.Answers;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A question with the answers that agents gave to it alone, and the votes that they cast when they
/// had seen all of them.
///
/// @param service the caller's name, under which its request ids are told apart; empty for none
/// @param submission what is judged: the different answers as candidates, or an empty answer where
///   nobody gave one
/// @param votes of the second round, each for an author by its name, or for none
/// @param proposing when answers could be given
/// @param voting when votes on them could be cast
/// @param deadline when the caller stops waiting
public record GivenDeliberation(
        String service,
        RequestId request,
        PoolId pool,
        Submission submission,
        Answers answers,
        List<Proposal> proposals,
        List<Vote> votes,
        Window proposing,
        Window voting,
        Optional<Instant> deadline) {

    public GivenDeliberation {
        proposals = List.copyOf(proposals);
        votes = List.copyOf(votes);
    }

    /// Who asks what of whom.
    ///
    /// @param question a submission with an empty answer
    public record Asked(String service, RequestId request, PoolId pool, Submission question) {}

    public static GivenDeliberation of(
            Asked asked,
            List<Proposal> proposals,
            List<Vote> votes,
            Window proposing,
            Window voting,
            Optional<Instant> deadline) {
        Submission question = asked.question();
        Answers answers = Answers.of(SubmissionDigest.of(question), proposals);
        return new GivenDeliberation(
                asked.service(),
                asked.request(),
                asked.pool(),
                answers.isEmpty()
                        ? question
                        : question.about(new Matter.Candidates(answers.candidates())),
                answers,
                proposals,
                votes,
                proposing,
                voting,
                deadline);
    }
}
