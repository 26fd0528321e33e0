package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.consensus.Question;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.Sitting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decisions that answer the same question again for as long as all of its pools allow: same
/// content, same policy, same seats and standings.
///
/// Only what agents agreed on is given again; a doubt is worth a new look. A decision's findings
/// are read back from the log, so that nothing comes back that was erased.
///
/// It is a memory of this sidecar's recent past; what it does not remember is asked anew.
final class Precedents {
    private static final int REMEMBERED_MAX = 4_096;

    private final Ledger ledger;
    private final Ticker ticker;
    private final Electorates electorates;
    private final Map<Key, First> decided =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, First> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /// What has to be the same.
    ///
    /// @param pools those that were to be asked, also where the submission lacks what they need
    /// @param questions of those that sit
    private record Key(List<PoolId> pools, List<Question> questions) {}

    private record First(DecisionId decision, Instant decidedAt) {}

    Precedents(Ledger ledger, Ticker ticker, Electorates electorates) {
        this.ledger = ledger;
        this.ticker = ticker;
        this.electorates = electorates;
    }

    /// What an earlier decision on the same question came to, or what asking comes to.
    CompletionStage<Told> orElse(
            Submission submission,
            Policy policy,
            List<PoolPolicy> pools,
            Supplier<CompletionStage<Told>> ask) {
        Duration reuseFor = reuseFor(pools);
        if (reuseFor.isZero()) {
            return ask.get();
        }
        Optional<First> first =
                find(key(submission, policy.digest(), pools))
                        .filter(known ->
                                Question.isFresh(known.decidedAt(), ticker.now(), reuseFor));
        return first.isEmpty()
                ? ask.get()
                : ledger.find(first.get().decision()).thenCompose(lookup -> told(lookup, ask));
    }

    /// Takes note of what a call came to.
    void keep(Submission submission, List<PoolPolicy> pools, @Nullable Reply reply) {
        if (!reuseFor(pools).isZero()
                && reply instanceof Reply.Decided(var stored, Reply.Replay.First(), _)
                && stored.record().cachedFrom().isEmpty()
                && !stored.record().findings().outcome().escalates()) {
            DecisionRecord record = stored.record();
            List<Electorate> sat =
                    record.findings().pools().stream()
                            .filter(pool -> !pool.rounds().isEmpty())
                            .map(pool -> pool.rounds().getFirst().electorate())
                            .toList();
            Key key = key(submission, record.policy(), pools, sat);
            synchronized (decided) {
                decided.put(key, new First(record.id(), record.decidedAt()));
            }
        }
    }

    private static Duration reuseFor(List<PoolPolicy> pools) {
        return pools.stream()
                .map(pool -> pool.round().reuseFor())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Optional<First> find(Key key) {
        synchronized (decided) {
            return Optional.ofNullable(decided.get(key));
        }
    }

    private Key key(Submission submission, Digest policy, List<PoolPolicy> pools) {
        List<Electorate> sitting =
                pools.stream()
                        .filter(pool ->
                                Reports.notApplicable(pool, pool.participation(), submission)
                                        .isEmpty())
                        .flatMap(pool -> electorates.sitting(pool, submission.choices()).stream())
                        .map(Sitting::electorate)
                        .toList();
        return key(submission, policy, pools, sitting);
    }

    private static Key key(
            Submission submission,
            Digest policy,
            List<PoolPolicy> pools,
            List<Electorate> sitting) {
        Digest content = SubmissionDigest.of(submission);
        return new Key(
                pools.stream().map(PoolPolicy::id).sorted().toList(),
                sitting.stream()
                        .map(electorate -> Question.of(content, policy, electorate))
                        .sorted((one, other) -> one.pool().compareTo(other.pool()))
                        .toList());
    }

    private static CompletionStage<Told> told(
            Ledger.Lookup lookup, Supplier<CompletionStage<Told>> ask) {
        return switch (lookup) {
            case Ledger.Lookup.Found(var stored) when stored.submission().isPresent() ->
                    CompletableFuture.completedStage(Told.again(stored.record()));
            case Ledger.Lookup.Found _,
                    Ledger.Lookup.Unknown _,
                    Ledger.Lookup.Unavailable _,
                    Ledger.Lookup.Full _ ->
                    ask.get();
        };
    }
}
