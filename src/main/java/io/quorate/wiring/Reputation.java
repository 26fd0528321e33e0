package io.quorate.wiring;

import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.host.store.reputation.PostgresReputations;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Opens the book of reputations before the first call is taken: what was learnt before steers the
/// first decision.
final class Reputation {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Reputation() {}

    static Learning open(
            PolicySource policies,
            PostgresReputations store,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals) {
        Answer<Learning> answer = loaded(policies, store, ledger, ticker, ids, signals);
        return switch (answer) {
            case Answer.Done<Learning>(Learning book) -> {
                store.listen(book::changed);
                yield book;
            }
            case Answer.Unavailable<Learning>(String cause) ->
                    throw new StartStopped("what is known of agents cannot be read: " + cause);
        };
    }

    private static Answer<Learning> loaded(
            PolicySource policies,
            PostgresReputations store,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals) {
        try {
            return Learning.open(
                            policies,
                            store,
                            ledger,
                            ticker,
                            ids,
                            signals,
                            Limits.DEFAULT.retryAfter())
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartStopped("the start was interrupted", e);
        } catch (TimeoutException e) {
            throw new StartStopped("what is known of agents was not read in " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new StartStopped("what is known of agents cannot be read: " + e.getCause(), e);
        }
    }
}
