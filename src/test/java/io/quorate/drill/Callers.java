package io.quorate.drill;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Taking;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Callers who decide one call after the other, and remember what they were told.
final class Callers {
    private static final int PAUSE_MILLIS = 5;

    private final Ledger ledger;
    private final Durability durability;
    private final Entries entries;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<DecisionId> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean stopped;

    private Callers(Ledger ledger, Durability durability) {
        this.ledger = ledger;
        this.durability = durability;
        entries = new Entries(ledger.origin(), new SecureRandom());
    }

    static Callers start(Ledger ledger, Durability durability, int count) {
        Callers callers = new Callers(ledger, durability);
        for (int i = 0; i < count; i++) {
            callers.threads.execute(callers::call);
        }
        return callers;
    }

    private void call() {
        while (!stopped) {
            try {
                decide();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void decide() {
        switch (ledger.takeSequence()) {
            case Taking.Unavailable(String cause) -> refusals.add("no number: " + cause);
            case Taking.Taken(long number) -> {
                Call call = new Call(UUID.randomUUID().toString()).durability(durability);
                Entry entry = entries.of(number, call);
                Append append = ledger.append(entry).toCompletableFuture().join();
                if (append instanceof Append.Appended(var stored)) {
                    acknowledged.add(stored.record().id());
                } else {
                    refusals.add(append.toString());
                }
            }
        }
    }

    /// What was acknowledged so far; of one caller, in the order in which it was.
    List<DecisionId> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    /// What those were told who were refused.
    List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }

    /// Lets every caller finish.
    void stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("a call got no answer");
        }
    }
}
