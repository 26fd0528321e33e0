package io.quorate.engine;

import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.OnNoConsensus;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PolicyPath;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Protocol;
import io.quorate.core.policy.RoundPolicy.EarlyDecision;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.Reports.Report;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Means;
import io.quorate.engine.poll.Poll;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.ReputationBook;
import io.quorate.engine.reputation.Sitting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decisions on votes that Quorate collects itself: all pools are asked at once, each decides as
/// soon as its outcome is certain, and the answer leaves once its record is safe.
///
/// Votes count until a little before the earlier of the caller's deadline and that of the path; the
/// rest is left for counting and recording.
///
/// Safe for any number of threads; a call never blocks.
public final class Validations {
    /// One part in ten of the time is left for recording, and no more than this.
    private static final int RECORDING_PART = 10;

    private static final Duration RECORDING_MAX = Duration.ofMillis(100);

    private final PolicySource policies;
    private final Recorder recorder;
    private final Repeats repeats;
    private final Electorates electorates;
    private final Means means;

    public Validations(
            PolicySource policies,
            Recorder recorder,
            Ledger ledger,
            ReputationBook book,
            Means means) {
        this.policies = policies;
        this.electorates = new Electorates(book);
        this.recorder = recorder;
        this.repeats = new Repeats(ledger, means.ticker(), means.signals());
        this.means = means;
    }

    /// Asks, decides and records. A call that repeats an earlier one has nothing to watch.
    public CompletionStage<Reply> validate(Validation validation, Consumer<Happening> watcher) {
        long begun = means.ticker().nanos();
        Instant receivedAt = means.ticker().now();
        Policy policy = policies.current();
        Optional<PoolId> unknown =
                validation.pools().stream().filter(id -> policy.pool(id).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            return recorder.refused(
                    new Refusal.UnknownPool(unknown.get(), List.copyOf(policy.pools().keySet())));
        }
        Instant end = end(validation, policy, receivedAt);
        if (!receivedAt.isBefore(end)) {
            return recorder.refused(new Refusal.DeadlinePassed());
        }
        List<PoolPolicy> pools = pools(validation, policy);
        Call call =
                new Call(
                        validation.service(),
                        validation.request(),
                        validation.submission(),
                        RequestDigest.of(validation),
                        policy,
                        unenforced(policy, pools),
                        durability(pools),
                        whenAway(pools),
                        receivedAt,
                        begun);
        Window window = Window.between(receivedAt, end.minus(recording(receivedAt, end)));
        return repeats.once(
                new Repeats.Key(call.service(), call.request(), call.digest()),
                () ->
                        recorder.record(
                                call, id -> findings(id, validation, pools, window, watcher)));
    }

    private static Instant end(Validation validation, Policy policy, Instant receivedAt) {
        Instant ofPath = receivedAt.plus(policy.targets().deadline(validation.path()));
        return validation.deadline().filter(own -> own.isBefore(ofPath)).orElse(ofPath);
    }

    private static Duration recording(Instant from, Instant end) {
        Duration part = Duration.between(from, end).dividedBy(RECORDING_PART);
        return part.compareTo(RECORDING_MAX) < 0 ? part : RECORDING_MAX;
    }

    private static List<PoolPolicy> pools(Validation validation, Policy policy) {
        if (!validation.pools().isEmpty()) {
            return validation.pools().stream().map(id -> policy.pool(id).orElseThrow()).toList();
        }
        Set<PoolId> experts =
                policy.pools().values().stream()
                        .map(pool -> pool.resolution().onNoConsensus())
                        .filter(OnNoConsensus.ExpertPool.class::isInstance)
                        .map(expert -> ((OnNoConsensus.ExpertPool) expert).pool())
                        .collect(Collectors.toSet());
        return policy.pools().values().stream()
                .filter(pool -> !experts.contains(pool.id()))
                .toList();
    }

    /// The record is as safe as the strictest of its pools asks.
    private static Durability durability(List<PoolPolicy> pools) {
        return pools.stream()
                .map(PoolPolicy::durability)
                .min(Comparator.naturalOrder())
                .orElse(Durability.COMMITTED);
    }

    /// Whatever one of them refuses is refused.
    private static WhenStoreAway whenAway(List<PoolPolicy> pools) {
        return pools.stream()
                .filter(pool -> pool.durability() == Durability.COMMITTED)
                .map(PoolPolicy::whenStoreAway)
                .min(Comparator.naturalOrder())
                .orElse(WhenStoreAway.REFUSE);
    }

    /// Agents are asked once, also where the pool wants proposals first.
    private static List<String> unenforced(Policy policy, List<PoolPolicy> pools) {
        Set<String> keys = new TreeSet<>();
        for (PoolPolicy pool : pools) {
            keys.addAll(policy.unenforced(pool.id()));
            if (pool.protocol() == Protocol.TWO_ROUND) {
                String segment = PolicyPath.segment(pool.id().value());
                keys.add("consensus.agent_pools." + segment + ".protocol");
            }
        }
        return List.copyOf(keys);
    }

    private CompletionStage<Findings> findings(
            DecisionId id,
            Validation validation,
            List<PoolPolicy> pools,
            Window window,
            Consumer<Happening> watcher) {
        CompletionStage<List<Report>> all = CompletableFuture.completedStage(List.of());
        for (CompletionStage<Report> one :
                pools.stream()
                        .map(pool -> report(id, validation, pool, window, watcher))
                        .toList()) {
            all = all.thenCombine(one, Validations::with);
        }
        return all.thenApply(Reports::over);
    }

    private static List<Report> with(List<Report> reports, Report one) {
        return Stream.concat(reports.stream(), Stream.of(one)).toList();
    }

    private CompletionStage<Report> report(
            DecisionId id,
            Validation validation,
            PoolPolicy pool,
            Window window,
            Consumer<Happening> watcher) {
        CompletionStage<Report> report =
                Reports.notApplicable(pool, pool.participation(), validation.submission())
                        .map(CompletableFuture::completedStage)
                        .orElseGet(() -> applicable(id, validation, pool, window, watcher));
        return report.thenApply(made -> {
            made.outcome().ifPresent(outcome -> watcher.accept(new Happening.PoolDecided(outcome)));
            return made;
        });
    }

    private CompletionStage<Report> applicable(
            DecisionId id,
            Validation validation,
            PoolPolicy pool,
            Window window,
            Consumer<Happening> watcher) {
        Map<AgentId, AgentPolicy> agents = electorates.agents(pool);
        Optional<Opening> opening =
                electorates
                        .sitting(pool, validation.submission().choices())
                        .map(sitting -> opening(id, validation, pool, sitting, window));
        if (opening.isEmpty()) {
            return CompletableFuture.completedStage(
                    Reports.tooFew(pool, pool.participation(), agents.size()));
        }
        return Poll.open(pool, agents, validation.submission(), opening.get(), means, watcher)
                .thenApply(held ->
                        Reports.held(
                                        pool.id(),
                                        pool.participation(),
                                        held.earlier(),
                                        held.conclusion())
                                .with(electorates.errorModel(pool, opening.get().electorate())));
    }

    private Opening opening(
            DecisionId id, Validation validation, PoolPolicy pool, Sitting sitting, Window window) {
        return new Opening(
                id,
                1,
                SubmissionDigest.of(validation.submission()),
                sitting.electorate(),
                Rules.of(pool),
                sitting.roster(),
                Optional.of(means.ids().nonce()),
                window,
                validation.submission().sources(),
                pool.round().earlyDecision() == EarlyDecision.ON
                        ? Opening.Collecting.UNTIL_CERTAIN
                        : Opening.Collecting.BEFORE_OUTCOME,
                new Reserve(
                        electorates.standbys(pool, sitting.electorate()).stream()
                                .limit(pool.standbysMax())
                                .toList(),
                        Optional.of(middle(window))));
    }

    /// A further round needs as much time as the first one took.
    private static Instant middle(Window window) {
        Instant opens = window.opens().orElseThrow();
        return opens.plus(Duration.between(opens, window.closes().orElseThrow()).dividedBy(2));
    }
}
