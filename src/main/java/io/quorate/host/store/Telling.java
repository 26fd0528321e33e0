package io.quorate.host.store;

import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Lookup;
import io.quorate.engine.Ledger.Stored;
import io.quorate.host.store.Batch.Fate;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/// Tells callers on threads of their own, since what they do next is not the writer's business.
final class Telling implements LogWriter.Answers {
    private final ExecutorService threads;
    private final Lookups lookups;

    Telling(ExecutorService threads, Lookups lookups) {
        this.threads = threads;
        this.lookups = lookups;
    }

    @Override
    public void committed(Batch batch) {
        threads.execute(() -> batch.fates().forEach(this::tell));
    }

    @Override
    public void refused(List<Pending> entries, String cause) {
        if (!entries.isEmpty()) {
            threads.execute(() -> entries.forEach(entry -> entry.unavailable(cause)));
        }
    }

    private void tell(Pending pending, Fate fate) {
        switch (pending) {
            case PendingEntry entry -> tell(entry, fate);
            case PendingNotice notice -> tell(notice, fate);
            case PendingAnswer _ -> {}
        }
    }

    private static void tell(PendingNotice notice, Fate fate) {
        switch (fate) {
            case Fate.Placed(long index) -> notice.place(index);
            case Fate.Repeated _, Fate.Conflicting _ ->
                    throw new IllegalStateException("a notice claims no request");
        }
    }

    private void tell(PendingEntry entry, Fate fate) {
        switch (fate) {
            case Fate.Placed(long index) ->
                    entry.reply()
                            .complete(new Append.Appended(entry.stored(OptionalLong.of(index))));
            case Fate.Conflicting(DecisionId first) ->
                    entry.reply().complete(new Append.Conflicting(first));
            case Fate.Repeated(DecisionId first) -> {
                boolean itself = first.equals(entry.record().id());
                lookups.find(first)
                        .thenAccept(found -> entry.reply().complete(repeated(found, itself)));
            }
        }
    }

    private static Append repeated(Lookup found, boolean itself) {
        return switch (found) {
            case Lookup.Found(Stored first) ->
                    itself ? new Append.Appended(first) : new Append.Repeated(first);
            case Lookup.Unknown _ ->
                    new Append.Unavailable("the first decision is not stored any more");
            case Lookup.Unavailable(String cause) -> new Append.Unavailable(cause);
            case Lookup.Full _ -> new Append.Unavailable("too many look-ups wait");
        };
    }
}
