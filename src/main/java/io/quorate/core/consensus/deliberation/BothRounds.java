package io.quorate.core.consensus.deliberation;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Progress;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A deliberation that is over: its proposals and the votes on them were brought together.
///
/// A vote of the second round names an author and is for what this agent proposed: whoever collects
/// votes knows the authors, and only the first round tells which of their answers are one.
///
/// @param earlier the first round's report, where a second followed
public record BothRounds(List<RoundReport> earlier, Conclusion conclusion) {
    /// Not the name of any answer, so that a vote for it is a fault.
    private static final Choice NO_ANSWER = new Choice("no such answer");

    public BothRounds {
        earlier = List.copyOf(earlier);
    }

    /// @param first the opening of round 1, over the answers' choices
    /// @param second the opening of round 2, over the choices that it is given
    /// @param votes of round 2; not read when the first round ended the matter
    public static BothRounds of(
            Opening first,
            Answers answers,
            List<Proposal> proposals,
            Function<List<Choice>, Opening> second,
            List<Vote> votes,
            Instant now) {
        return switch (FirstRound.of(first, answers, proposals, now)) {
            case Deliberation.Ended(Conclusion conclusion, var _) ->
                    new BothRounds(List.of(), conclusion);
            case Deliberation.Review review ->
                    new BothRounds(
                            List.of(review.report()),
                            conclusion(second.apply(review.choices()), review, votes, now));
        };
    }

    private static Conclusion conclusion(
            Opening opening, Deliberation.Review review, List<Vote> votes, Instant now) {
        List<Ballot> ballots =
                votes.stream().map(vote -> Ballot.vouched(forAnswer(vote, review))).toList();
        Round round =
                Round.open(opening, now).round().apply(new Event.Brought(ballots, now)).round();
        return switch (round.progress()) {
            case Progress.Concluded(Conclusion conclusion) -> conclusion;
            case Progress.Pending _, Progress.Repeated _ ->
                    throw new IllegalStateException("a round with all votes in has an outcome");
        };
    }

    private static Vote forAnswer(Vote vote, Deliberation.Review review) {
        if (vote.signature().isPresent()) {
            return unsigned(vote);
        }
        return vote.choosing(
                vote.choice()
                        .map(named -> named.equals(Choice.NONE) ? named : answer(named, review)));
    }

    /// Of an author without an answer that stands there is nothing to vote for, and the name of an
    /// answer is not that of an author.
    private static Choice answer(Choice named, Deliberation.Review review) {
        return review.choiceOf(new AgentId(named.value())).orElse(NO_ANSWER);
    }

    /// What an agent could have signed is not what its vote is counted for.
    private static Vote unsigned(Vote vote) {
        return new Vote(
                vote.agent(),
                vote.choice(),
                vote.confidence(),
                vote.score(),
                vote.reasoning(),
                vote.evidence(),
                vote.castAt(),
                Optional.empty(),
                Optional.of("it is signed, and the answers have no names that could be signed"));
    }
}
