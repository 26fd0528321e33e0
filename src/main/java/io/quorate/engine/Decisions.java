package io.quorate.engine;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.deliberation.BothRounds;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Progress;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.Reports.Report;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.ReputationBook;
import io.quorate.engine.reputation.Sitting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Decisions on votes that the caller has already collected: the pool's seats are the electorate,
/// the round is played in one go, and the answer leaves once its record is safe.
///
/// Safe for any number of threads; a call never blocks.
public final class Decisions {
    private final PolicySource policies;
    private final Ticker ticker;
    private final Recorder recorder;
    private final Electorates electorates;

    public Decisions(PolicySource policies, Ticker ticker, Recorder recorder, ReputationBook book) {
        this.policies = policies;
        this.ticker = ticker;
        this.recorder = recorder;
        this.electorates = new Electorates(book);
    }

    /// Decides on votes and records.
    public CompletionStage<Reply> decide(GivenVotes given) {
        return answer(
                new Asked(
                        given.service(),
                        given.request(),
                        given.pool(),
                        given.submission(),
                        RequestDigest.of(given),
                        given.deadline()),
                (pool, sitting, id, at) ->
                        Reports.held(
                                pool.id(),
                                Participation.REQUIRED,
                                List.of(),
                                play(given, pool, sitting, id, at)));
    }

    /// Decides on answers and the votes on them, and records.
    public CompletionStage<Reply> deliberate(GivenDeliberation given) {
        return answer(
                new Asked(
                        given.service(),
                        given.request(),
                        given.pool(),
                        given.submission(),
                        RequestDigest.of(given),
                        given.deadline()),
                (pool, sitting, id, at) -> {
                    BothRounds played = play(given, pool, sitting, id, at);
                    return Reports.held(
                            pool.id(),
                            Participation.REQUIRED,
                            played.earlier(),
                            played.conclusion());
                });
    }

    /// What every call brings.
    ///
    /// @param digest of everything that the caller sent
    private record Asked(
            String service,
            RequestId request,
            PoolId pool,
            Submission submission,
            Digest digest,
            Optional<Instant> deadline) {}

    /// How a pool comes to its outcome once it sits.
    @FunctionalInterface
    private interface Story {
        Report told(PoolPolicy pool, Sitting sitting, DecisionId id, Instant receivedAt);
    }

    private CompletionStage<Reply> answer(Asked asked, Story story) {
        long begun = ticker.nanos();
        Instant receivedAt = ticker.now();
        Policy policy = policies.current();
        Optional<PoolPolicy> known = policy.pool(asked.pool());
        if (known.isEmpty()) {
            return recorder.refused(
                    new Refusal.UnknownPool(asked.pool(), List.copyOf(policy.pools().keySet())));
        }
        if (asked.deadline().filter(deadline -> !receivedAt.isBefore(deadline)).isPresent()) {
            return recorder.refused(new Refusal.DeadlinePassed());
        }
        PoolPolicy pool = known.get();
        Call call =
                new Call(
                        asked.service(),
                        asked.request(),
                        asked.submission(),
                        asked.digest(),
                        policy,
                        policy.unenforced(),
                        pool.durability(),
                        pool.whenStoreAway(),
                        receivedAt,
                        begun);
        return recorder.record(
                call,
                id ->
                        CompletableFuture.completedStage(
                                Told.of(
                                        findings(
                                                asked.submission(), pool, id, receivedAt, story))));
    }

    /// Finds a stored decision.
    public CompletionStage<Reply.Finding> find(DecisionId id) {
        return recorder.find(id);
    }

    /// The pool was named by the caller, so that its outcome is the submission's.
    private Findings findings(
            Submission submission,
            PoolPolicy pool,
            DecisionId id,
            Instant receivedAt,
            Story story) {
        return Reports.over(
                List.of(
                        Reports.notApplicable(pool, Participation.REQUIRED, submission)
                                .or(() ->
                                        electorates
                                                .sitting(pool, submission.choices())
                                                .map(sitting ->
                                                        told(pool, sitting, id, receivedAt, story)))
                                .orElseGet(() ->
                                        Reports.tooFew(
                                                pool,
                                                Participation.REQUIRED,
                                                electorates.agents(pool).size()))));
    }

    private Report told(
            PoolPolicy pool, Sitting sitting, DecisionId id, Instant receivedAt, Story story) {
        return story.told(pool, sitting, id, receivedAt)
                .with(electorates.errorModel(pool, sitting.electorate()));
    }

    private BothRounds play(
            GivenDeliberation given,
            PoolPolicy pool,
            Sitting sitting,
            DecisionId id,
            Instant receivedAt) {
        Submission submission = given.submission();
        return BothRounds.of(
                opening(id, 1, submission, pool, sitting, Optional.empty(), given.proposing()),
                given.answers(),
                given.proposals(),
                choices ->
                        opening(
                                id,
                                2,
                                submission,
                                pool,
                                electorates.sitting(pool, choices).orElse(sitting),
                                Optional.empty(),
                                given.voting()),
                given.votes(),
                receivedAt);
    }

    private static Conclusion play(
            GivenVotes given, PoolPolicy pool, Sitting sitting, DecisionId id, Instant receivedAt) {
        Opening opening =
                opening(
                        id,
                        1,
                        given.submission(),
                        pool,
                        sitting,
                        given.nonce(),
                        new Window(given.openedAt(), given.closedAt()));
        List<Ballot> ballots = given.votes().stream().map(Ballot::vouched).toList();
        Round round =
                Round.open(opening, receivedAt)
                        .round()
                        .apply(new Event.Brought(ballots, receivedAt))
                        .round();
        return switch (round.progress()) {
            case Progress.Concluded(Conclusion conclusion) -> conclusion;
            case Progress.Pending _, Progress.Repeated _ ->
                    throw new IllegalStateException("a round with all votes in has an outcome");
        };
    }

    private static Opening opening(
            DecisionId id,
            int round,
            Submission submission,
            PoolPolicy pool,
            Sitting sitting,
            Optional<String> nonce,
            Window window) {
        return new Opening(
                id,
                round,
                SubmissionDigest.of(submission),
                sitting.electorate(),
                Rules.of(pool),
                sitting.roster(),
                nonce,
                window,
                submission.sources(),
                Opening.Collecting.UNTIL_CERTAIN,
                Reserve.NONE);
    }
}
