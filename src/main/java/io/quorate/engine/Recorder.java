package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.reputation.ReputationBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Takes calls in and records what they come to: what every decision has in common, whoever brings
/// the votes.
///
/// A call passes the turnstile and takes a number of the log before anything is decided, so that a
/// decision that was made and then kept from the log leaves a gap. It ends with its entry appended,
/// or with its number given up.
///
/// Safe for any number of threads; a call never blocks.
public final class Recorder {
    private final Ledger ledger;
    private final Ticker ticker;
    private final Ids ids;
    private final Signals signals;
    private final Limits limits;
    private final ReputationBook book;
    private final Turnstile turnstile;

    public Recorder(
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Limits limits,
            ReputationBook book) {
        this.ledger = ledger;
        this.ticker = ticker;
        this.ids = ids;
        this.signals = signals;
        this.limits = limits;
        this.book = book;
        this.turnstile = new Turnstile(limits);
    }

    /// Lets nobody in any more; completes when the last call has been answered.
    public CompletionStage<Void> drain() {
        return turnstile.close();
    }

    /// Calls that are being answered at this moment.
    public int inFlight() {
        return turnstile.inside();
    }

    /// Decides and records.
    ///
    /// @param story what the decision of that name comes to; may complete later
    CompletionStage<Reply> record(
            Call call, Function<DecisionId, CompletionStage<Findings>> story) {
        Optional<Refusal> full = turnstile.enter();
        if (full.isPresent()) {
            return refused(full.get());
        }
        CompletionStage<Reply> reply;
        try {
            reply = inside(call, story);
        } catch (RuntimeException | Error bug) {
            turnstile.leave();
            throw bug;
        }
        return reply.whenComplete((_, _) -> turnstile.leave());
    }

    /// Finds a stored decision.
    CompletionStage<Reply.Finding> find(DecisionId id) {
        return ledger.find(id).thenApply(lookup -> finding(lookup, id));
    }

    CompletionStage<Reply> refused(Refusal refusal) {
        return CompletableFuture.completedStage(refuse(refusal));
    }

    private CompletionStage<Reply> inside(
            Call call, Function<DecisionId, CompletionStage<Findings>> story) {
        return switch (ledger.takeSequence()) {
            case Ledger.Taking.Taken(long sequence) -> numbered(sequence, call, story);
            case Ledger.Taking.Unavailable(var cause) ->
                    refused(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
        };
    }

    private CompletionStage<Reply> numbered(
            long sequence, Call call, Function<DecisionId, CompletionStage<Findings>> story) {
        DecisionId id = ids.decision();
        CompletionStage<Entry> entry;
        try {
            entry = story.apply(id).thenApply(findings -> entry(id, sequence, call, findings));
        } catch (RuntimeException | Error bug) {
            ledger.forgo(sequence);
            throw bug;
        }
        return entry.whenComplete(
                        (_, bug) -> {
                            if (bug != null) {
                                ledger.forgo(sequence);
                            }
                        })
                .thenCompose(made -> append(made, call));
    }

    private Entry entry(DecisionId id, long sequence, Call call, Findings findings) {
        Submission submission = call.submission();
        Recording recording = Recording.of(submission, findings, ids);
        Instant decidedAt = ticker.now();
        DecisionRecord record =
                new DecisionRecord(
                        id,
                        ledger.origin(),
                        sequence,
                        call.service(),
                        call.request(),
                        call.receivedAt(),
                        decidedAt,
                        recording.commitments(),
                        submission.choices(),
                        submission.tags(),
                        submission.riskTag(),
                        call.policy().digest(),
                        call.unenforced(),
                        findings,
                        ledger.promise(call.durability(), call.whenAway()),
                        Optional.empty());
        return new Entry(
                record, call.digest(), SubmissionDigest.of(submission), recording.contents());
    }

    private CompletionStage<Reply> append(Entry entry, Call call) {
        long decided = ticker.nanos();
        return ledger.append(entry)
                .thenApply(append -> reply(append, call, entry.record().sequence(), decided));
    }

    private Reply reply(Ledger.Append append, Call call, long sequence, long decided) {
        long recorded = ticker.nanos();
        Reply.Timings timings =
                new Reply.Timings(
                        Duration.ofNanos(decided - call.begun()),
                        Duration.ofNanos(recorded - decided),
                        Duration.ofNanos(recorded - call.begun()));
        return switch (append) {
            case Ledger.Append.Appended(var stored) -> {
                signals.emit(new Signals.Signal.Decided(stored.record(), timings));
                book.learn(stored.record());
                yield new Reply.Decided(stored, new Reply.Replay.First(), timings);
            }
            case Ledger.Append.Repeated(var first) -> {
                signals.emit(new Signals.Signal.Replayed(first.record()));
                yield new Reply.Decided(
                        first, new Reply.Replay.Again(Optional.of(duplicate(sequence))), timings);
            }
            case Ledger.Append.Conflicting(var first) ->
                    refuse(new Refusal.RequestIdReused(call.request(), first));
            case Ledger.Append.Unavailable(var cause) ->
                    refuse(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
            case Ledger.Append.Full() -> refuse(new Refusal.Overloaded(limits.retryAfter()));
        };
    }

    private Reply.Replay.Duplicate duplicate(long sequence) {
        return new Reply.Replay.Duplicate(ledger.origin(), sequence);
    }

    private Reply.Finding finding(Ledger.Lookup lookup, DecisionId id) {
        return switch (lookup) {
            case Ledger.Lookup.Found(var stored) -> new Reply.Finding.Found(stored);
            case Ledger.Lookup.Unknown() -> unfound(new Refusal.UnknownDecision(id));
            case Ledger.Lookup.Unavailable(var cause) ->
                    unfound(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
            case Ledger.Lookup.Full() -> unfound(new Refusal.Overloaded(limits.retryAfter()));
        };
    }

    private Reply.Finding unfound(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Reply.Finding.Refused(refusal);
    }

    private Reply refuse(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Reply.Refused(refusal);
    }
}
