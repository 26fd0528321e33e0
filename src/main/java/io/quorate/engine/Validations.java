package io.quorate.engine;

import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Protocol;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.poll.Happening;
import io.quorate.engine.poll.Means;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.ReputationBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /// So many answered calls may have agents waited for.
    private static final int COLLECTING_MAX = 256;

    private final PolicySource policies;
    private final Recorder recorder;
    private final Repeats repeats;
    private final Precedents precedents;
    private final Electorates electorates;
    private final Means means;
    private final Beside beside;

    public Validations(
            PolicySource policies,
            Recorder recorder,
            Ledger ledger,
            ReputationBook book,
            Means means) {
        this(policies, recorder, ledger, book, means, Beside.NOTHING);
    }

    public Validations(
            PolicySource policies,
            Recorder recorder,
            Ledger ledger,
            ReputationBook book,
            Means means,
            Beside beside) {
        this.policies = policies;
        this.electorates = new Electorates(book);
        this.recorder = recorder;
        this.repeats = new Repeats(ledger, means.ticker(), means.signals());
        this.precedents = new Precedents(ledger, means.ticker(), electorates);
        this.means = means;
        this.beside = beside;
    }

    /// Asks, decides and records. A call that repeats an earlier one has nothing to watch.
    public CompletionStage<Reply> validate(Validation validation, Consumer<Happening> watcher) {
        Means own = means.ofCall();
        long begun = own.ticker().nanos();
        Instant receivedAt = own.ticker().now();
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
        Optional<Refusal> unanswerable = unanswerable(validation.submission(), pools);
        if (unanswerable.isPresent()) {
            return recorder.refused(unanswerable.get());
        }
        List<PoolPolicy> concerned = concerned(pools, policy);
        Call call =
                new Call(
                        validation.service(),
                        validation.request(),
                        validation.submission(),
                        RequestDigest.of(validation),
                        policy,
                        policy.unenforced(),
                        durability(concerned),
                        whenAway(concerned),
                        receivedAt,
                        begun);
        Window window = Window.between(receivedAt, end.minus(recording(receivedAt, end)));
        return repeats.once(
                new Repeats.Key(call.service(), call.request(), call.digest()),
                () ->
                        recorded(
                                call,
                                pools,
                                id ->
                                        new Consultation(
                                                        new Consultation.Asked(
                                                                id,
                                                                validation.submission(),
                                                                policy,
                                                                window),
                                                        electorates,
                                                        own,
                                                        this::collecting,
                                                        beside,
                                                        watcher)
                                                .of(pools)));
    }

    private CompletionStage<Reply> recorded(
            Call call, List<PoolPolicy> pools, Function<DecisionId, CompletionStage<Told>> asking) {
        return recorder.record(
                        call,
                        id ->
                                precedents.orElse(
                                        call.submission(),
                                        call.policy(),
                                        pools,
                                        () -> asking.apply(id)))
                .whenComplete((reply, _) -> precedents.keep(call.submission(), pools, reply));
    }

    private Opening.Collecting collecting(RoundPolicy round) {
        return switch (round.earlyDecision()) {
            case OFF -> Opening.Collecting.BEFORE_OUTCOME;
            case ON ->
                    recorder.collecting() < COLLECTING_MAX
                                    && means.ids().draw()
                                            < round.fullCollectionShare().doubleValue()
                            ? Opening.Collecting.IN_FULL
                            : Opening.Collecting.UNTIL_CERTAIN;
        };
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
                        .flatMap(pool -> expert(pool).stream())
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

    /// The pools and those that may take over from them.
    private static List<PoolPolicy> concerned(List<PoolPolicy> pools, Policy policy) {
        return Stream.concat(
                        pools.stream(),
                        pools.stream()
                                .flatMap(pool -> expert(pool).stream())
                                .flatMap(id -> policy.pool(id).stream()))
                .distinct()
                .toList();
    }

    private static Optional<PoolId> expert(PoolPolicy pool) {
        return pool.resolution().onNoConsensus().expert();
    }

    /// Where nobody has given an answer, the agents have to, and the answers of several pools would
    /// be different candidates.
    private static Optional<Refusal> unanswerable(Submission submission, List<PoolPolicy> pools) {
        boolean answerable =
                !submission.isOpen()
                        || (pools.size() == 1 && pools.getFirst().protocol() == Protocol.TWO_ROUND);
        return answerable
                ? Optional.empty()
                : Optional.of(
                        new Refusal.InvalidFields(
                                List.of(
                                        new Refusal.Violation(
                                                "submission",
                                                "must have one of answer, candidates and query,"
                                                        + " unless one pool alone is asked and decides"
                                                        + " in two rounds"))));
    }
}
