package io.quorate.engine;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.ruling.Takeover;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Protocol;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.Reports.Report;
import io.quorate.engine.poll.Brief;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Means;
import io.quorate.engine.poll.Poll;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.Sitting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One submission put to pools: all of them at once, and after a pool that could not decide the one
/// that it hands on to.
///
/// A pool that may hand on has half of the time, so that the other half is left for its experts.
/// Experts are asked once, whoever hands on to them.
final class Consultation {
    private final Asked asked;
    private final Electorates electorates;
    private final Means means;
    private final Function<RoundPolicy, Opening.Collecting> collecting;
    private final Beside beside;
    private final Consumer<Happening> watcher;
    private final Map<PoolId, CompletableFuture<Heard>> experts = new ConcurrentHashMap<>();

    /// What is asked, under which rules, and when votes count.
    record Asked(DecisionId decision, Submission submission, Policy policy, Window window) {}

    /// What came of one pool.
    ///
    /// @param judged what it voted on in the end
    record Heard(Report report, Submission judged) {}

    Consultation(
            Asked asked,
            Electorates electorates,
            Means means,
            Function<RoundPolicy, Opening.Collecting> collecting,
            Beside beside,
            Consumer<Happening> watcher) {
        this.asked = asked;
        this.electorates = electorates;
        this.means = means;
        this.collecting = collecting;
        this.beside = beside;
        this.watcher = watcher;
    }

    CompletionStage<Told> of(List<PoolPolicy> pools) {
        Set<PoolId> asking = pools.stream().map(PoolPolicy::id).collect(Collectors.toSet());
        CompletionStage<List<Heard>> all = CompletableFuture.completedStage(List.of());
        for (CompletionStage<List<Heard>> one :
                pools.stream().map(pool -> heard(pool, asking)).toList()) {
            all = all.thenCombine(one, Consultation::together);
        }
        return all.thenApply(every -> told(every, asking));
    }

    private static List<Heard> together(List<Heard> some, List<Heard> more) {
        List<Heard> all = new ArrayList<>(some);
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return all;
    }

    private Told told(List<Heard> every, Set<PoolId> asking) {
        List<Report> reports =
                Reports.takenOver(
                        every.stream().map(Heard::report).toList(),
                        results -> Takeover.of(results, pool -> expert(pool, asking)));
        Submission judged = every.getFirst().judged();
        Told told = Reports.told(reports);
        return judged.equals(asked.submission()) ? told : told.about(judged);
    }

    /// Where the pool hands on to; not to one that is asked anyway.
    private Optional<PoolId> expert(PoolId pool, Set<PoolId> asking) {
        return asked.policy()
                .pool(pool)
                .flatMap(rules -> rules.resolution().onNoConsensus().expert())
                .filter(expert -> asking.contains(pool) && !asking.contains(expert));
    }

    /// The pool's outcome, and that of its experts where it needs them.
    private CompletionStage<List<Heard>> heard(PoolPolicy pool, Set<PoolId> asking) {
        Optional<PoolPolicy> expert = expert(pool.id(), asking).flatMap(asked.policy()::pool);
        Window window = expert.isPresent() ? Times.firstHalf(asked.window()) : asked.window();
        return ask(pool, pool.participation(), asked.submission(), window)
                .thenCompose(own ->
                        expert.filter(_ -> isUndecided(own))
                                .map(theirs -> handedOn(own, theirs))
                                .orElseGet(() -> CompletableFuture.completedStage(List.of(own))));
    }

    private static boolean isUndecided(Heard heard) {
        return heard.report().outcome().filter(each -> each.outcome().escalates()).isPresent();
    }

    private CompletionStage<List<Heard>> handedOn(Heard own, PoolPolicy expert) {
        Instant closes = asked.window().closes().orElseThrow();
        Instant now = means.ticker().now();
        if (!now.isBefore(closes)) {
            return CompletableFuture.completedStage(List.of(own));
        }
        CompletableFuture<Heard> theirs = new CompletableFuture<>();
        CompletableFuture<Heard> earlier = experts.putIfAbsent(expert.id(), theirs);
        if (earlier == null) {
            var _ =
                    ask(expert, Participation.ADVISORY, own.judged(), Window.between(now, closes))
                            .whenComplete((heard, bug) -> {
                                if (bug == null) {
                                    theirs.complete(heard);
                                } else {
                                    theirs.completeExceptionally(bug);
                                }
                            });
        }
        return (earlier == null ? theirs : earlier).thenApply(heard -> List.of(own, heard));
    }

    private CompletionStage<Heard> ask(
            PoolPolicy pool, Participation part, Submission submission, Window window) {
        CompletionStage<Heard> heard =
                Reports.notApplicable(pool, part, submission)
                        .map(report ->
                                CompletableFuture.completedStage(new Heard(report, submission)))
                        .orElseGet(() -> applicable(pool, part, submission, window));
        return heard.thenApply(made -> {
            made.report()
                    .outcome()
                    .ifPresent(outcome -> watcher.accept(new Happening.PoolDecided(outcome)));
            return made;
        });
    }

    private CompletionStage<Heard> applicable(
            PoolPolicy pool, Participation part, Submission submission, Window window) {
        Brief brief = Brief.of(pool, electorates.agents(pool), submission, electorates.rumours());
        Optional<Sitting> sitting = electorates.sitting(pool, submission.choices());
        if (sitting.isEmpty()) {
            Report report = Reports.tooFew(pool, part, brief.agents().size());
            return CompletableFuture.completedStage(new Heard(report, submission));
        }
        beside.asking(pool, Times.all(window));
        if (pool.protocol() == Protocol.TWO_ROUND) {
            return new TwoRounds(asked.decision(), electorates, means, collecting, watcher)
                    .hold(brief, sitting.get(), window)
                    .thenApply(held ->
                            new Heard(
                                    Reports.held(pool.id(), part, held.earlier(), held.conclusion())
                                            .with(held.whole()),
                                    held.judged()));
        }
        return Poll.open(brief, opening(pool, submission, sitting.get(), window), means, watcher)
                .thenApply(held ->
                        Reports.held(pool.id(), part, held.earlier(), held.conclusion())
                                .with(held.whole())
                                .with(electorates.errorModel(pool, sitting.get().electorate())))
                .thenApply(report -> new Heard(report, submission));
    }

    private Opening opening(
            PoolPolicy pool, Submission submission, Sitting sitting, Window window) {
        return new Opening(
                asked.decision(),
                1,
                SubmissionDigest.of(submission),
                sitting.electorate(),
                Rules.of(pool),
                sitting.roster(),
                Optional.of(means.ids().nonce()),
                window,
                submission.sources(),
                collecting.apply(pool.round()),
                new Reserve(
                        electorates.standbys(pool, sitting.electorate()).stream()
                                .limit(pool.standbysMax())
                                .toList(),
                        Times.firstHalf(window).closes()));
    }
}
