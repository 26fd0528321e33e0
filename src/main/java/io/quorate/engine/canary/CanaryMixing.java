package io.quorate.engine.canary;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.ruling.PoolResult;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Protocol;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.Beside;
import io.quorate.engine.Limits;
import io.quorate.engine.Turnstile;
import io.quorate.engine.TwoRounds;
import io.quorate.engine.canary.CanaryShowings.Drawn;
import io.quorate.engine.poll.Brief;
import io.quorate.engine.poll.Means;
import io.quorate.engine.poll.Poll;
import io.quorate.engine.poll.Rumours;
import io.quorate.engine.reputation.CanaryLessons;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.Sitting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Puts canaries to pools beside the calls: in the background, so many at a time and no more, and
/// none once the sidecar stops. Whatever goes wrong with one, it is left out.
///
/// Safe for any number of threads.
public final class CanaryMixing implements Beside {
    /// Canaries that may be under way at a time.
    private static final Limits UNDER_WAY = new Limits(32, Duration.ZERO);

    /// How long a pool is left alone whose agents know all of its canaries.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final List<Choice> ACCEPT_OR_REJECT = List.of(Choice.ACCEPT, Choice.REJECT);

    private final CanaryShowings showings;
    private final Supplier<Map<PoolId, List<Canary>>> filed;
    private final Electorates electorates;
    private final Means means;
    private final CanaryLessons lessons;
    private final Turnstile underWay = new Turnstile(UNDER_WAY);
    private final Map<PoolId, Gaps> gaps = new ConcurrentHashMap<>();
    private final Map<PoolId, Instant> pausedUntil = new ConcurrentHashMap<>();

    /// @param filed the canaries of the policy's files, by pool, as of this moment
    public CanaryMixing(
            CanaryShowings showings,
            Supplier<Map<PoolId, List<Canary>>> filed,
            Electorates electorates,
            Means means,
            CanaryLessons lessons) {
        this.showings = showings;
        this.filed = filed;
        this.electorates = electorates;
        this.means = means;
        this.lessons = lessons;
    }

    /// Begins nothing any more; completes when what is under way has ended.
    public CompletionStage<Void> drain() {
        return underWay.close();
    }

    @Override
    public void asking(PoolPolicy pool, Duration time) {
        double share = pool.canaries().share().doubleValue();
        if (share == 0) {
            return;
        }
        Gaps ofPool = gaps.computeIfAbsent(pool.id(), _ -> new Gaps());
        ofPool.call(means.ticker().nanos());
        // Of all ballots together so many are to be canaries, and so fewer for each call.
        if (means.ids().draw() < share / (1 - share) && !isPaused(pool.id())) {
            ofPool.draw(means.ids().draw())
                    .ifPresent(gap -> means.ticker().after(gap, () -> begin(pool, time)));
        }
    }

    private boolean isPaused(PoolId pool) {
        Instant until = pausedUntil.getOrDefault(pool, Instant.MIN);
        return means.ticker().now().isBefore(until);
    }

    private void begin(PoolPolicy pool, Duration time) {
        if (underWay.enter().isPresent()) {
            return;
        }
        CompletionStage<Void> done;
        try {
            done = show(pool, time);
        } catch (RuntimeException | Error bug) {
            done = CompletableFuture.failedStage(bug);
        }
        var _ = done.whenComplete((_, _) -> underWay.leave());
    }

    private CompletionStage<Void> show(PoolPolicy pool, Duration time) {
        List<AgentId> voting =
                electorates
                        .sitting(pool, ACCEPT_OR_REJECT)
                        .map(CanaryMixing::asked)
                        .orElse(List.of());
        if (voting.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        List<Canary> ofPool =
                filed.get().getOrDefault(pool.id(), List.of()).stream()
                        .filter(canary -> applies(pool, canary.submission()))
                        .toList();
        Instant now = means.ticker().now();
        return showings.draw(
                        new CanaryShowings.Draw(
                                pool.id(),
                                voting,
                                ofPool.stream().map(Canary::id).toList(),
                                now.minus(pool.canaries().repeatAfter()),
                                now,
                                means.ids().draw()))
                .thenCompose(answer ->
                        drawn(pool, ofPool, answer)
                                .filter(canary -> applies(pool, canary.submission()))
                                .map(canary -> ask(pool, canary, time))
                                .orElseGet(() -> CompletableFuture.completedStage(null)));
    }

    /// Whoever votes, and who is asked in the shadow.
    private static List<AgentId> asked(Sitting sitting) {
        return Stream.concat(
                        sitting.electorate().seats().stream()
                                .filter(Seat::mayVote)
                                .map(Seat::agent),
                        sitting.roster().shadows().stream().sorted())
                .toList();
    }

    private static boolean applies(PoolPolicy pool, Submission submission) {
        return PoolResult.unasked(pool, submission).isEmpty();
    }

    private Optional<Canary> drawn(
            PoolPolicy pool, List<Canary> ofPool, Answer<Optional<Drawn>> answer) {
        return switch (answer) {
            case Answer.Done<Optional<Drawn>>(Optional<Drawn> drawn) -> {
                if (drawn.isEmpty()) {
                    pausedUntil.put(pool.id(), means.ticker().now().plus(PAUSE));
                }
                yield drawn.flatMap(each ->
                        switch (each) {
                            case Drawn.Stored(Canary canary) -> Optional.of(canary);
                            case Drawn.Filed(CanaryId id) ->
                                    ofPool.stream()
                                            .filter(canary -> canary.id().equals(id))
                                            .findFirst();
                        });
            }
            case Answer.Unavailable<Optional<Drawn>> _ -> Optional.empty();
        };
    }

    private CompletionStage<Void> ask(PoolPolicy pool, Canary canary, Duration time) {
        Optional<Sitting> sitting = electorates.sitting(pool, canary.submission().choices());
        if (sitting.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        DecisionId asked = means.ids().decision();
        Instant now = means.ticker().now();
        Window window = Window.between(now, now.plus(time));
        Brief brief = Brief.of(pool, electorates.agents(pool), canary.submission(), Rumours.NONE);
        return first(asked, brief, sitting.get(), window)
                .thenCompose(round ->
                        lessons.teach(new CanaryLessons.Answered(asked, pool.id(), canary, round)));
    }

    /// The round that there is something to learn from: the first, collected in full whatever the
    /// outcome. In a pool of two rounds the second follows all the same, as it would in a call;
    /// what comes in the shadow after the last seat's vote is then left out.
    private CompletionStage<RoundReport> first(
            DecisionId asked, Brief brief, Sitting sitting, Window window) {
        if (brief.pool().protocol() == Protocol.TWO_ROUND) {
            return new TwoRounds(
                            asked,
                            electorates,
                            means,
                            _ -> Opening.Collecting.UNTIL_CERTAIN,
                            _ -> {})
                    .hold(brief, sitting, window)
                    .thenApply(TwoRounds.Held::first);
        }
        return Poll.open(brief, opening(asked, brief, sitting, window), means, _ -> {})
                .thenCompose(held ->
                        held.whole()
                                .thenApply(whole ->
                                        whole.orElse(held.conclusion().account().report())));
    }

    private Opening opening(DecisionId asked, Brief brief, Sitting sitting, Window window) {
        return new Opening(
                asked,
                1,
                SubmissionDigest.of(brief.submission()),
                sitting.electorate(),
                Rules.of(brief.pool()),
                sitting.roster(),
                Optional.of(means.ids().nonce()),
                window,
                brief.submission().sources(),
                Opening.Collecting.IN_FULL,
                Reserve.NONE);
    }
}
