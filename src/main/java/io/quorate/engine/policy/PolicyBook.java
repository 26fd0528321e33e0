package io.quorate.engine.policy;

import io.quorate.core.audit.policy.PolicyLeaf;
import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.audit.policy.PolicyRecord.Occasion;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.PolicyDifference.Change;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import io.quorate.core.protocol.Digest;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The policy in force, what was refused since, and the records of every change.
///
/// Threads: any number may read; one at a time changes.
public final class PolicyBook implements PolicySource, AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int WAITING_MAX = 1_000;

    private final PolicyReader reader;
    private final PolicyArchive archive;
    private final Ledger ledger;
    private final Ticker ticker;
    private final Signals signals;
    private final Deque<PolicyRecord> waiting = new ArrayDeque<>();
    private boolean writing;
    private volatile InForce inForce;
    private volatile boolean closed;

    /// The policy in force.
    ///
    /// @param since when it took effect here
    /// @param rejection what is wrong with the file, when that is not what is in force
    public record InForce(Loaded loaded, Instant since, Optional<Rejection> rejection) {
        public Digest digest() {
            return loaded.policy().digest();
        }
    }

    /// A file that could not be put in force.
    ///
    /// @param at when that was found
    public record Rejection(Instant at, List<LocatedProblem> problems) {
        public Rejection {
            problems = List.copyOf(problems);
        }
    }

    private PolicyBook(
            Loaded first,
            PolicyReader reader,
            PolicyArchive archive,
            Ledger ledger,
            Ticker ticker,
            Signals signals) {
        this.reader = reader;
        this.archive = archive;
        this.ledger = ledger;
        this.ticker = ticker;
        this.signals = signals;
        inForce = new InForce(first, ticker.now(), Optional.empty());
    }

    /// Puts the first policy in force.
    public static PolicyBook open(
            Loaded first,
            PolicyReader reader,
            PolicyArchive archive,
            Ledger ledger,
            Ticker ticker,
            Signals signals) {
        PolicyBook book = new PolicyBook(first, reader, archive, ledger, ticker, signals);
        book.keep(first, book.inForce.since());
        synchronized (book.waiting) {
            // Nothing else is recorded before the start is.
            book.writing = true;
        }
        book.recordStart(first, book.inForce.since());
        return book;
    }

    @Override
    public Policy current() {
        return inForce.loaded().policy();
    }

    public InForce inForce() {
        return inForce;
    }

    /// Records nothing more that is not on its way to the log.
    @Override
    public void close() {
        closed = true;
    }

    /// Puts another policy in force.
    public void replace(Loaded after, PolicyDifference difference) {
        Digest before = inForce.digest();
        Instant now = ticker.now();
        keep(after, now);
        inForce = new InForce(after, now, Optional.empty());
        signals.emit(new Signals.Signal.PolicyFileSeen(Signals.PolicyFile.REPLACED));
        record(
                PolicyRecord.of(
                        ledger.origin(),
                        now,
                        Occasion.RELOAD,
                        after.policy().digest(),
                        Optional.of(before),
                        sentences(difference)));
    }

    /// Notes that the file cannot be put in force; what is in force stays.
    public void reject(List<LocatedProblem> problems) {
        keepRejection(problems);
        signals.emit(new Signals.Signal.PolicyFileSeen(Signals.PolicyFile.REJECTED));
    }

    /// Notes that there is no file any more; what is in force stays.
    public void miss(LocatedProblem problem) {
        keepRejection(List.of(problem));
        signals.emit(new Signals.Signal.PolicyFileSeen(Signals.PolicyFile.VANISHED));
    }

    /// Notes that the file is again what is in force.
    public void recover() {
        InForce now = inForce;
        inForce = new InForce(now.loaded(), now.since(), Optional.empty());
        signals.emit(new Signals.Signal.PolicyFileSeen(Signals.PolicyFile.RETURNED));
    }

    private void keepRejection(List<LocatedProblem> problems) {
        InForce now = inForce;
        inForce =
                new InForce(
                        now.loaded(),
                        now.since(),
                        Optional.of(new Rejection(ticker.now(), problems)));
    }

    private void keep(Loaded loaded, Instant at) {
        archive.keep(new PolicyArchive.Kept(loaded.policy().digest(), at, loaded.text()));
    }

    /// The start is recorded once it is known which policy was in force before.
    private void recordStart(Loaded first, Instant at) {
        archive.latest(ledger.origin())
                .thenAccept(latest -> {
                    switch (latest) {
                        case PolicyArchive.Latest.Unavailable _ ->
                                later(() -> recordStart(first, at));
                        case PolicyArchive.Latest.None() ->
                                recordFirst(start(first, at, Optional.empty(), List.of()));
                        case PolicyArchive.Latest.Found(Digest before, var kept) ->
                                recordFirst(
                                        start(
                                                first,
                                                at,
                                                Optional.of(before),
                                                kept.map(old -> since(old, first))
                                                        .orElse(List.of())));
                    }
                });
    }

    private PolicyRecord start(
            Loaded first, Instant at, Optional<Digest> before, List<String> sentences) {
        return PolicyRecord.of(
                ledger.origin(), at, Occasion.START, first.policy().digest(), before, sentences);
    }

    /// What is different from an older text, as far as this version can read it.
    private List<String> since(PolicyArchive.Kept old, Loaded now) {
        byte[] text = old.text().getBytes(StandardCharsets.UTF_8);
        return switch (reader.read(old.digest().hex(), text)) {
            case Loaded before ->
                    sentences(PolicyDifference.between(before.policy(), now.policy()));
            case PolicyReading.Refused _ ->
                    List.of("The policy before cannot be read by this version.");
        };
    }

    private static List<String> sentences(PolicyDifference difference) {
        return difference.changes().stream().map(Change::sentence).toList();
    }

    private void recordFirst(PolicyRecord start) {
        synchronized (waiting) {
            waiting.addFirst(start);
        }
        write();
    }

    private void record(PolicyRecord change) {
        synchronized (waiting) {
            if (waiting.size() >= WAITING_MAX) {
                waiting.addLast(waiting.removeLast().replacedBy(change));
            } else {
                waiting.addLast(change);
            }
            if (writing) {
                return;
            }
            writing = true;
        }
        write();
    }

    /// Hands over one record after the other, each once the one before stands in the log.
    private void write() {
        while (true) {
            PolicyRecord record;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    writing = false;
                    return;
                }
                record = waiting.getFirst();
            }
            Notice notice =
                    new Notice(PolicyLeaf.KIND, record.at(), PolicyLeaf.of(record), List.of());
            CompletableFuture<Ledger.Noted> noted = ledger.note(notice).toCompletableFuture();
            if (!noted.isDone()) {
                var _ =
                        noted.thenAccept(outcome -> {
                            if (isSettled(outcome)) {
                                write();
                            }
                        });
                return;
            }
            if (!isSettled(noted.join())) {
                return;
            }
        }
    }

    /// Whether the first record stands in the log; if not, it is handed over again later.
    private boolean isSettled(Ledger.Noted noted) {
        return switch (noted) {
            case Ledger.Noted.Placed _ -> {
                synchronized (waiting) {
                    waiting.removeFirst();
                }
                yield true;
            }
            case Ledger.Noted.Unavailable _, Ledger.Noted.Full _ -> {
                later(this::write);
                yield false;
            }
        };
    }

    private void later(Runnable task) {
        if (!closed) {
            ticker.after(RETRY, task);
        }
    }
}
