package io.quorate.engine;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.deliberation.Cluster;
import io.quorate.core.consensus.deliberation.Deliberation;
import io.quorate.core.consensus.deliberation.FirstRound;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.poll.Brief;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Means;
import io.quorate.engine.poll.Poll;
import io.quorate.engine.poll.Proposals;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.Sitting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/// A pool that decides in two rounds: everybody speaks alone, then everybody has heard all of it
/// and votes.
///
/// Where an answer, a query or candidates were handed over, the first round votes on them; where
/// there is only a question, it answers it. It lasts until all are in, and half of the time at
/// most.
public final class TwoRounds {
    private final DecisionId decision;
    private final Electorates electorates;
    private final Means means;
    private final Function<RoundPolicy, Opening.Collecting> collecting;
    private final Consumer<Happening> watcher;

    /// What came out.
    ///
    /// @param earlier the first round, where there was a second
    /// @param judged what was voted on in the end
    /// @param whole the last round with the votes that came after the outcome; empty where none was
    ///   waited for
    public record Held(
            List<RoundReport> earlier,
            Conclusion conclusion,
            Submission judged,
            CompletionStage<Optional<RoundReport>> whole) {
        public Held {
            earlier = List.copyOf(earlier);
        }

        /// The round in which nobody had heard anybody.
        public RoundReport first() {
            return earlier.isEmpty() ? conclusion.account().report() : earlier.getFirst();
        }
    }

    public TwoRounds(
            DecisionId decision,
            Electorates electorates,
            Means means,
            Function<RoundPolicy, Opening.Collecting> collecting,
            Consumer<Happening> watcher) {
        this.decision = decision;
        this.electorates = electorates;
        this.means = means;
        this.collecting = collecting;
        this.watcher = watcher;
    }

    /// @param brief for the first round
    public CompletionStage<Held> hold(Brief brief, Sitting sitting, Window window) {
        Instant closes = window.closes().orElseThrow();
        Opening first =
                opening(
                        brief,
                        1,
                        sitting,
                        Times.firstHalf(window),
                        Opening.Collecting.BEFORE_OUTCOME);
        if (brief.submission().isOpen()) {
            return Proposals.open(brief, first, means, watcher)
                    .thenCompose(gathered ->
                            review(
                                    FirstRound.of(
                                            first,
                                            gathered.proposals(),
                                            gathered.silences(),
                                            gathered.at()),
                                    brief,
                                    sitting,
                                    closes));
        }
        return Poll.open(brief, first, means, watcher)
                .thenCompose(
                        held -> review(FirstRound.of(held.conclusion()), brief, sitting, closes));
    }

    private CompletionStage<Held> review(
            Deliberation reached, Brief brief, Sitting sitting, Instant closes) {
        Submission judged = judged(brief.submission(), reached.clusters());
        PoolPolicy pool = brief.pool();
        return switch (reached) {
            case Deliberation.Ended(var conclusion, var _) ->
                    CompletableFuture.completedStage(
                            new Held(
                                    List.of(),
                                    conclusion,
                                    judged,
                                    CompletableFuture.completedStage(Optional.empty())));
            case Deliberation.Review(RoundReport report, var _, var choices) -> {
                Brief informed = brief.after(report, judged);
                Opening second =
                        opening(
                                informed,
                                2,
                                electorates.sitting(pool, choices).orElse(sitting),
                                Window.between(means.ticker().now(), closes),
                                collecting.apply(pool.round()));
                yield Poll.open(informed, second, means, watcher)
                        .thenApply(held ->
                                new Held(List.of(report), held.conclusion(), judged, held.whole()));
            }
        };
    }

    /// A question's answers become its candidates.
    private static Submission judged(Submission submission, List<Cluster> clusters) {
        return submission.isOpen() && !clusters.isEmpty()
                ? submission.about(
                        new Matter.Candidates(
                                clusters.stream()
                                        .map(cluster ->
                                                new Matter.Candidate(
                                                        cluster.choice(), cluster.text()))
                                        .toList()))
                : submission;
    }

    private Opening opening(
            Brief brief, int number, Sitting sitting, Window window, Opening.Collecting until) {
        return new Opening(
                decision,
                number,
                SubmissionDigest.of(brief.submission()),
                sitting.electorate(),
                Rules.of(brief.pool()),
                sitting.roster(),
                Optional.of(means.ids().nonce()),
                window,
                brief.submission().sources(),
                until,
                Reserve.NONE);
    }
}
