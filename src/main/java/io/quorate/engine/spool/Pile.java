package io.quorate.engine.spool;

import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.spool.Spool.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What is in the spool, or on its way there, and not in the log: found by decision and by request,
/// and in the order in which it was acknowledged.
///
/// Safe for any number of threads.
final class Pile {
    /// How much of what waits is kept in memory as well, so that it need not be read back.
    private static final int PARCELS_MAX = 2_048;

    private final Map<Tag.Key, Heap> byRequest = new HashMap<>();
    private final Map<DecisionId, Heap> byDecision = new HashMap<>();
    private final ArrayDeque<Heap> acknowledged = new ArrayDeque<>();
    private int parcels;

    /// One decision.
    static final class Heap {
        private final Tag tag;
        private final CompletableFuture<Boolean> kept = new CompletableFuture<>();
        private @Nullable Parcel parcel;
        private @Nullable Place place;

        private Heap(Tag tag, @Nullable Parcel parcel) {
            this.tag = tag;
            this.parcel = parcel;
        }

        Tag tag() {
            return tag;
        }

        /// Whether it is in the spool, once that is known.
        CompletableFuture<Boolean> kept() {
            return kept;
        }

        Optional<Parcel> parcel() {
            return Optional.ofNullable(parcel);
        }

        /// Where it lies, once it is in the spool.
        Place place() {
            Place known = place;
            if (known == null) {
                throw new IllegalStateException("it is not in the spool yet");
            }
            return known;
        }
    }

    /// What came of adding.
    sealed interface Adding {
        record Added(Heap heap) implements Adding {}

        /// The request is there already.
        record There(Heap first) implements Adding {}
    }

    synchronized Adding add(Parcel parcel) {
        Heap first = byRequest.get(parcel.tag().key());
        if (first != null) {
            return new Adding.There(first);
        }
        Heap heap = new Heap(parcel.tag(), parcel);
        parcels++;
        index(heap);
        return new Adding.Added(heap);
    }

    /// Adds what a spool held when it was opened.
    synchronized void found(Spool.Item item) {
        Heap heap = new Heap(item.tag(), null);
        index(heap);
        acknowledge(heap, item.place());
    }

    private void index(Heap heap) {
        byRequest.put(heap.tag.key(), heap);
        byDecision.put(heap.tag.decision(), heap);
    }

    synchronized Optional<Heap> of(Tag.Key request) {
        return Optional.ofNullable(byRequest.get(request));
    }

    synchronized Optional<Heap> of(DecisionId decision) {
        return Optional.ofNullable(byDecision.get(decision));
    }

    synchronized void acknowledge(Heap heap, Place place) {
        heap.place = place;
        acknowledged.add(heap);
        if (heap.parcel != null && parcels > PARCELS_MAX) {
            heap.parcel = null;
            parcels--;
        }
        heap.kept.complete(true);
    }

    /// Forgets what did not come into the spool, or is in the log by now.
    void remove(Heap heap) {
        synchronized (this) {
            byRequest.remove(heap.tag.key(), heap);
            byDecision.remove(heap.tag.decision(), heap);
            if (heap.parcel != null) {
                parcels--;
            }
        }
        heap.kept.complete(false);
    }

    /// Takes the oldest ones out of the order; they are still found until they are removed.
    synchronized List<Heap> take(int max) {
        List<Heap> taken = new ArrayList<>();
        while (taken.size() < max && !acknowledged.isEmpty()) {
            taken.add(acknowledged.remove());
        }
        return taken;
    }

    /// Puts back what was taken and not drained.
    synchronized void putBack(List<Heap> taken) {
        taken.reversed().forEach(acknowledged::addFirst);
    }

    synchronized int size() {
        return acknowledged.size();
    }

    /// The numbers of what waits in order.
    synchronized List<Long> numbers() {
        List<Long> numbers = new ArrayList<>(acknowledged.size());
        for (Iterator<Heap> all = acknowledged.iterator(); all.hasNext(); ) {
            numbers.add(all.next().tag.sequence());
        }
        return numbers;
    }
}
