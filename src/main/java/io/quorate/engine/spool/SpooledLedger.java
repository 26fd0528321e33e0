package io.quorate.engine.spool;

import io.quorate.core.audit.json.NotCanonical;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.WhenStoreAway;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.Ticker;
import io.quorate.engine.spool.Drainable.Earlier;
import io.quorate.engine.spool.Drainable.Reach;
import io.quorate.engine.spool.Pile.Adding;
import io.quorate.engine.spool.Pile.Heap;
import io.quorate.engine.spool.Spool.Fetch;
import io.quorate.engine.spool.Spool.Put;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// A log with a spool in front of it: spooled decisions are answered when they are in the spool,
/// and drained into the log; all others go there at once.
///
/// Safe for any number of threads; a call never blocks.
public final class SpooledLedger implements Ledger, AutoCloseable {
    /// How long the database is waited for before a decision is spooled without its word.
    private static final Duration ASKING_MAX = Duration.ofMillis(250);

    /// How many numbers are reserved at a time while the database is away, and when.
    private static final long RESERVED_AT_A_TIME = 1 << 14;

    private static final long LOW = 1 << 11;

    private final Drainable log;
    private final Spool spool;
    private final Ticker ticker;
    private final Pile pile = new Pile();
    private final Drain drain;
    private final AtomicBoolean reserving = new AtomicBoolean();

    private SpooledLedger(Drainable log, Spool spool, Ticker ticker) {
        this.log = log;
        this.spool = spool;
        this.ticker = ticker;
        drain = new Drain(log, spool, pile, ticker);
    }

    /// The log with what its spool holds.
    ///
    /// @param waiting what of it is not in the log
    public static SpooledLedger over(
            Drainable log, Spool spool, List<Spool.Item> waiting, Ticker ticker) {
        SpooledLedger ledger = new SpooledLedger(log, spool, ticker);
        waiting.forEach(ledger.pile::found);
        ledger.drain.recover(waiting.size());
        return ledger;
    }

    /// Makes the spool ready if this policy has a pool that may need it; says why it cannot.
    public Optional<String> follow(Policy policy) {
        boolean needed =
                policy.pools().values().stream()
                        .anyMatch(pool ->
                                pool.durability() == Durability.SPOOLED
                                        || pool.whenStoreAway() == WhenStoreAway.SPOOL);
        if (!needed) {
            return Optional.empty();
        }
        return switch (spool.prepare()) {
            case Spool.Readiness.Ready(String name) -> {
                log.hold(name);
                yield Optional.empty();
            }
            case Spool.Readiness.Unusable(String cause) -> Optional.of(cause);
        };
    }

    /// How many decisions wait to be drained.
    public int waiting() {
        return pile.size();
    }

    /// Whether decisions can be recorded although the database is away.
    public boolean isSpooling() {
        return log.isHeld();
    }

    @Override
    public Origin origin() {
        return log.origin();
    }

    @Override
    public Durability promise(Durability asked, WhenStoreAway whenAway) {
        boolean spools =
                asked == Durability.COMMITTED
                        && whenAway == WhenStoreAway.SPOOL
                        && log.isHeld()
                        && log.reach() == Reach.AWAY;
        return spools ? Durability.SPOOLED : asked;
    }

    @Override
    public Taking takeSequence() {
        Taking taking = log.takeSequence();
        if (log.isHeld() && log.reach() == Reach.AWAY && log.numbersLeft() < LOW) {
            reserve();
        }
        return taking;
    }

    private void reserve() {
        long limit = log.limitAfter(RESERVED_AT_A_TIME);
        if (reserving.compareAndSet(false, true)) {
            spool.reserve(limit)
                    .thenAccept(put -> {
                        if (put instanceof Put.Kept) {
                            log.reserved(limit);
                        }
                        reserving.set(false);
                    });
        }
    }

    @Override
    public void forgo(long sequence) {
        log.forgo(sequence);
    }

    @Override
    public CompletionStage<Append> append(Entry entry) {
        boolean spooled = entry.record().durability() == Durability.SPOOLED && log.isHeld();
        Optional<Heap> there = pile.of(Tag.of(entry).key());
        if (there.isPresent()) {
            return again(entry, there.get());
        }
        return spooled ? spool(entry) : log.append(entry);
    }

    private CompletionStage<Append> spool(Entry entry) {
        Parcel parcel;
        try {
            parcel = Parcel.of(entry);
        } catch (NotCanonical e) {
            log.refuse(entry.record().sequence());
            return CompletableFuture.failedStage(e);
        }
        return switch (pile.add(parcel)) {
            case Adding.There(Heap first) -> again(entry, first);
            case Adding.Added(Heap heap) ->
                    earlier(parcel.tag())
                            .thenCompose(earlier ->
                                    earlier.isPresent()
                                            ? asInTheLog(entry, heap)
                                            : put(parcel, heap));
        };
    }

    /// What the log knows of this request, as far as it says so in time.
    private CompletionStage<Optional<Earlier>> earlier(Tag tag) {
        if (log.reach() != Reach.SERVING) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        CompletableFuture<Optional<Earlier>> known =
                log.earlier(tag.service(), tag.request()).toCompletableFuture().copy();
        ticker.after(ASKING_MAX, () -> known.complete(Optional.empty()));
        return known;
    }

    /// The log holds a decision of this request; it tells which, and takes this call's number.
    private CompletionStage<Append> asInTheLog(Entry entry, Heap heap) {
        pile.remove(heap);
        return log.append(entry);
    }

    private CompletionStage<Append> put(Parcel parcel, Heap heap) {
        return spool.put(parcel)
                .thenApply(put ->
                        switch (put) {
                            case Put.Kept(var place) -> {
                                pile.acknowledge(heap, place);
                                drain.wake();
                                yield new Append.Appended(parcel.stored());
                            }
                            case Put.Refused(String cause) -> {
                                log.refuse(parcel.entry().record().sequence());
                                pile.remove(heap);
                                yield new Append.Unavailable(cause);
                            }
                        });
    }

    /// The request is in the spool, or on its way there.
    private CompletionStage<Append> again(Entry entry, Heap first) {
        return first.kept().thenCompose(kept -> kept ? repeated(entry, first) : append(entry));
    }

    private CompletionStage<Append> repeated(Entry entry, Heap first) {
        Tag tag = first.tag();
        if (tag.decision().equals(entry.record().id())) {
            return stored(first).thenApply(SpooledLedger::itself);
        }
        log.repeats(entry, new Earlier(tag.decision(), tag.content()));
        if (!tag.content().equals(entry.requestDigest())) {
            return CompletableFuture.completedStage(new Append.Conflicting(tag.decision()));
        }
        return stored(first)
                .thenApply(found ->
                        switch (found) {
                            case Lookup.Found(Stored stored) -> new Append.Repeated(stored);
                            case Lookup.Unavailable(String cause) -> new Append.Unavailable(cause);
                            case Lookup.Unknown _, Lookup.Full _ ->
                                    new Append.Unavailable("the first decision cannot be read");
                        });
    }

    private static Append itself(Lookup found) {
        return found instanceof Lookup.Found(Stored stored)
                ? new Append.Appended(stored)
                : new Append.Unavailable("the decision cannot be read");
    }

    @Override
    public CompletionStage<Noted> note(Notice notice) {
        return log.note(notice);
    }

    @Override
    public CompletionStage<Lookup> find(DecisionId id) {
        return pile.of(id)
                .map(heap -> heap.kept().thenCompose(kept -> kept ? stored(heap) : log.find(id)))
                .orElseGet(() -> log.find(id).toCompletableFuture());
    }

    /// From memory, from the spool, or from the log if it has just gone there.
    private CompletionStage<Lookup> stored(Heap heap) {
        Optional<Parcel> parcel = heap.parcel();
        if (parcel.isPresent()) {
            return CompletableFuture.completedStage(new Lookup.Found(parcel.get().stored()));
        }
        return spool.fetch(List.of(heap.place()))
                .thenCompose(fetch ->
                        switch (fetch) {
                            case Fetch.Fetched(List<Parcel> one) ->
                                    CompletableFuture.completedStage(
                                            new Lookup.Found(one.getFirst().stored()));
                            case Fetch.Unreadable _ -> log.find(heap.tag().decision());
                        });
    }

    /// Completes when nothing waits, or at once where the log cannot be appended to.
    public CompletionStage<Void> drained() {
        return drain.drained();
    }

    /// Ends draining and lays the log down. What is left in the spool waits for the sidecar that
    /// takes both up next. Blocks.
    @Override
    public void close() {
        drain.close();
        log.close();
        spool.close();
    }
}
