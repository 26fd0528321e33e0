package io.quorate.engine.reputation;

import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes notices from the store, which keeps them together with what they are about, to the log.
///
/// One that the log did not take is tried again until it does, after a restart too. It may then
/// stand there twice: a record too many is better than one too few.
final class Notes {
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private static final int AGAIN_MAX = 100;

    private final Ledger ledger;
    private final ReputationStore store;
    private final Ticker ticker;
    private final AtomicBoolean again = new AtomicBoolean();

    Notes(Ledger ledger, ReputationStore store, Ticker ticker) {
        this.ledger = ledger;
        this.store = store;
        this.ticker = ticker;
    }

    /// Completes once the log has them all, or with what prevented it for now.
    CompletionStage<Optional<String>> note(List<Due> due) {
        List<CompletableFuture<Ledger.Noted>> stages = new ArrayList<>();
        due.forEach(each -> stages.add(ledger.note(each.notice()).toCompletableFuture()));
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .thenCompose(_ -> settle(due, stages));
    }

    private CompletionStage<Optional<String>> settle(
            List<Due> due, List<CompletableFuture<Ledger.Noted>> stages) {
        List<Long> placed = new ArrayList<>();
        Optional<String> failure = Optional.empty();
        for (int i = 0; i < due.size(); i++) {
            switch (stages.get(i).join()) {
                case Ledger.Noted.Placed _ -> placed.add(due.get(i).id());
                case Ledger.Noted.Unavailable(String cause) -> failure = Optional.of(cause);
                case Ledger.Noted.Full() -> failure = Optional.of("too much waits for the log");
            }
        }
        Optional<String> result = failure;
        if (result.isPresent()) {
            later();
        }
        return placed.isEmpty()
                ? CompletableFuture.completedStage(result)
                : store.settle(placed).thenApply(_ -> result);
    }

    /// Tells the log of something that the store knows nothing of.
    void tell(Notice notice) {
        var _ = ledger.note(notice);
    }

    /// Takes up what an earlier run, or an outage, left behind.
    void catchUp() {
        var _ =
                store.due(AGAIN_MAX)
                        .thenAccept(answer -> {
                            switch (answer) {
                                case Answer.Done<List<Due>>(List<Due> due) -> {
                                    if (!due.isEmpty()) {
                                        var _ = note(due);
                                    }
                                }
                                case Answer.Unavailable<List<Due>> _ -> later();
                            }
                        });
    }

    private void later() {
        if (again.compareAndSet(false, true)) {
            ticker.after(
                    AGAIN_AFTER,
                    () -> {
                        again.set(false);
                        catchUp();
                    });
        }
    }
}
