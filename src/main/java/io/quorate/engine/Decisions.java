package io.quorate.engine;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Window;
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
import io.quorate.core.protocol.Findings;
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

    /// Decides and records.
    public CompletionStage<Reply> decide(GivenVotes given) {
        long begun = ticker.nanos();
        Instant receivedAt = ticker.now();
        Policy policy = policies.current();
        Optional<PoolPolicy> known = policy.pool(given.pool());
        if (known.isEmpty()) {
            return recorder.refused(
                    new Refusal.UnknownPool(given.pool(), List.copyOf(policy.pools().keySet())));
        }
        if (given.deadline().filter(deadline -> !receivedAt.isBefore(deadline)).isPresent()) {
            return recorder.refused(new Refusal.DeadlinePassed());
        }
        PoolPolicy pool = known.get();
        Call call =
                new Call(
                        given.service(),
                        given.request(),
                        given.submission(),
                        RequestDigest.of(given),
                        policy,
                        policy.unenforced(pool.id()),
                        pool.durability(),
                        receivedAt,
                        begun);
        return recorder.record(
                call,
                id -> CompletableFuture.completedStage(findings(given, pool, id, receivedAt)));
    }

    /// Finds a stored decision.
    public CompletionStage<Reply.Finding> find(DecisionId id) {
        return recorder.find(id);
    }

    /// The pool was named by the caller, so that its outcome is the submission's.
    private Findings findings(
            GivenVotes given, PoolPolicy pool, DecisionId id, Instant receivedAt) {
        return Reports.over(List.of(report(given, pool, id, receivedAt)));
    }

    private Report report(GivenVotes given, PoolPolicy pool, DecisionId id, Instant receivedAt) {
        Optional<Report> notApplicable =
                Reports.notApplicable(pool, Participation.REQUIRED, given.submission());
        if (notApplicable.isPresent()) {
            return notApplicable.get();
        }
        return electorates
                .sitting(pool, given.submission().choices())
                .map(sitting ->
                        Reports.held(
                                pool.id(),
                                Participation.REQUIRED,
                                List.of(),
                                play(given, pool, sitting, id, receivedAt)))
                .orElseGet(() ->
                        Reports.tooFew(
                                pool, Participation.REQUIRED, electorates.agents(pool).size()));
    }

    private static Conclusion play(
            GivenVotes given, PoolPolicy pool, Sitting sitting, DecisionId id, Instant receivedAt) {
        Opening opening =
                new Opening(
                        id,
                        1,
                        SubmissionDigest.of(given.submission()),
                        sitting.electorate(),
                        Rules.of(pool),
                        sitting.roster(),
                        given.nonce(),
                        new Window(given.openedAt(), given.closedAt()),
                        given.submission().sources(),
                        Opening.Collecting.UNTIL_CERTAIN,
                        Reserve.NONE);
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
}
