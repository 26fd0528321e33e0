package io.quorate.engine;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.SubmissionDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/// A log that lasts as long as the process; for tests and simulations.
public final class InMemoryLedger implements Ledger {
    private final Origin origin;
    private final AtomicLong sequence = new AtomicLong();
    private final Map<DecisionId, Stored> decisions = new HashMap<>();
    private final Map<List<String>, First> requests = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private long size;

    private record First(DecisionId decision, Digest content) {}

    public InMemoryLedger(Origin origin) {
        this.origin = origin;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Taking takeSequence() {
        return new Taking.Taken(sequence.incrementAndGet());
    }

    @Override
    public void forgo(long number) {
        // Nothing is left that could be asked for it.
    }

    @Override
    public synchronized CompletionStage<Append> append(Entry entry) {
        List<String> key = List.of(entry.record().service(), entry.record().request().value());
        First first = requests.get(key);
        if (first == null) {
            requests.put(key, new First(entry.record().id(), entry.requestDigest()));
            Stored stored = store(entry);
            decisions.put(entry.record().id(), stored);
            return CompletableFuture.completedStage(new Append.Appended(answered(stored)));
        }
        if (!first.content.equals(entry.requestDigest())) {
            return CompletableFuture.completedStage(new Append.Conflicting(first.decision));
        }
        Stored stored = decisions.get(first.decision);
        return CompletableFuture.completedStage(
                first.decision.equals(entry.record().id())
                        ? new Append.Appended(stored)
                        : new Append.Repeated(stored));
    }

    @Override
    public synchronized CompletionStage<Noted> note(Notice notice) {
        notices.add(notice);
        return CompletableFuture.completedStage(
                new Noted.Placed(size++, Leaf.of(notice.leaf()).hash()));
    }

    /// The notices so far, in their order.
    public synchronized List<Notice> notices() {
        return List.copyOf(notices);
    }

    @Override
    public synchronized CompletionStage<Lookup> find(DecisionId id) {
        Stored stored = decisions.get(id);
        return CompletableFuture.completedStage(
                stored == null ? new Lookup.Unknown() : new Lookup.Found(stored));
    }

    /// Reads the record back from its leaf, so that what a leaf would lose is lost here too.
    private Stored store(Entry entry) {
        DecisionLeaf made = DecisionLeaf.of(entry.record());
        Map<String, byte[]> texts = new HashMap<>();
        entry.contents().forEach(content -> texts.put(content.slot(), content.text()));
        byte[] submission = texts.get(ContentText.SUBMISSION);
        return new Stored(
                made.read(texts),
                made.bytes(),
                Leaf.of(made.bytes()).hash(),
                Optional.ofNullable(submission)
                        .map(text -> SubmissionDigest.of(ContentText.submission(text))),
                OptionalLong.of(size++),
                Optional.ofNullable(submission));
    }

    private static Stored answered(Stored stored) {
        return stored.record().durability() == Durability.BEST_EFFORT
                ? new Stored(
                        stored.record(),
                        stored.leaf(),
                        stored.leafHash(),
                        stored.submission(),
                        OptionalLong.empty(),
                        stored.judged())
                : stored;
    }
}
