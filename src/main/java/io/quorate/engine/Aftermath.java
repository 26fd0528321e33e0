package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.aside.AsideRecord;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.engine.reputation.ReputationBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// What follows a decision once it was answered: votes that are still collected are waited for and
/// recorded, and then it is learnt from, once, from all of its votes.
final class Aftermath {
    private final Ledger ledger;
    private final Ticker ticker;
    private final Ids ids;
    private final ReputationBook book;
    private final Turnstile unfinished =
            new Turnstile(new Limits(Integer.MAX_VALUE, Duration.ZERO));

    Aftermath(Ledger ledger, Ticker ticker, Ids ids, ReputationBook book) {
        this.ledger = ledger;
        this.ticker = ticker;
        this.ids = ids;
        this.book = book;
    }

    /// Completes once nothing follows any more; to be called when no call is answered any more.
    CompletionStage<Void> close() {
        return unfinished.close();
    }

    /// How many decisions are followed at this moment.
    int unfinished() {
        return unfinished.inside();
    }

    /// The votes of findings that are given again were learnt from when they were given first.
    void follow(DecisionRecord decided, Told told) {
        if (told.cachedFrom().isPresent() || unfinished.enter().isPresent()) {
            return;
        }
        var _ =
                told.whole()
                        .exceptionally(_ -> Map.of())
                        .thenAccept(rounds -> finish(decided, rounds))
                        .whenComplete((_, _) -> unfinished.leave());
    }

    private void finish(DecisionRecord decided, Map<PoolId, RoundReport> rounds) {
        new TreeMap<>(rounds)
                .forEach((pool, round) -> {
                    AsideRecord record =
                            new AsideRecord.Collected(
                                    new AsideRecord.Head(
                                            ledger.origin(), ticker.now(), decided.id(), pool),
                                    round,
                                    new TreeMap<>());
                    var _ = ledger.note(Asides.notice(record, List.of(), ids));
                });
        book.learn(rounds.isEmpty() ? decided : decided.with(whole(decided, rounds)));
    }

    private static Findings whole(DecisionRecord decided, Map<PoolId, RoundReport> rounds) {
        Findings findings = decided.findings();
        return new Findings(
                findings.outcome(),
                findings.explanation(),
                findings.pools().stream().map(pool -> whole(pool, rounds)).toList(),
                findings.skipped());
    }

    private static PoolOutcome whole(PoolOutcome pool, Map<PoolId, RoundReport> rounds) {
        RoundReport round = rounds.get(pool.pool());
        if (round == null) {
            return pool;
        }
        List<RoundReport> all = new ArrayList<>(pool.rounds());
        all.set(all.size() - 1, round);
        return pool.with(all);
    }
}
