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
    private final Aftermath aftermath;
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
        this.aftermath = new Aftermath(ledger, ticker, ids, book);
        this.turnstile = new Turnstile(limits);
    }

    /// Lets nobody in any more; completes when the last call has been answered and what followed it
    /// is done.
    public CompletionStage<Void> drain() {
        return turnstile.close().thenCompose(_ -> aftermath.close());
    }

    /// Answered calls whose agents are still waited for.
    int collecting() {
        return aftermath.unfinished();
    }

    /// Calls that are being answered at this moment.
    public int inFlight() {
        return turnstile.inside();
    }

    /// Decides and records.
    ///
    /// @param story what the decision of that name comes to; may complete later
    CompletionStage<Reply> record(Call call, Function<DecisionId, CompletionStage<Told>> story) {
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
            Call call, Function<DecisionId, CompletionStage<Told>> story) {
        return switch (ledger.takeSequence()) {
            case Ledger.Taking.Taken(long sequence) -> numbered(sequence, call, story);
            case Ledger.Taking.Unavailable(var cause) ->
                    refused(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
        };
    }

    private CompletionStage<Reply> numbered(
            long sequence, Call call, Function<DecisionId, CompletionStage<Told>> story) {
        DecisionId id = ids.decision();
        CompletionStage<Made> made;
        try {
            made =
                    story.apply(id)
                            .thenApply(told -> new Made(entry(id, sequence, call, told), told));
        } catch (RuntimeException | Error bug) {
            ledger.forgo(sequence);
            throw bug;
        }
        return made.whenComplete(
                        (_, bug) -> {
                            if (bug != null) {
                                ledger.forgo(sequence);
                            }
                        })
                .thenCompose(each -> append(each, call));
    }

    /// A decision on its way into the log, and what follows it.
    private record Made(Entry entry, Told told) {}

    private Entry entry(DecisionId id, long sequence, Call call, Told told) {
        Submission submission = told.judged().orElse(call.submission());
        Findings findings = told.findings();
        Recording recording = Recording.of(submission, findings, ids);
        // Counted on, as the clock may have been set since the call came.
        Instant decidedAt = call.receivedAt().plusNanos(ticker.nanos() - call.begun());
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
                        told.cachedFrom());
        return new Entry(
                record, call.digest(), SubmissionDigest.of(submission), recording.contents());
    }

    private CompletionStage<Reply> append(Made made, Call call) {
        long decided = ticker.nanos();
        return ledger.append(made.entry()).thenApply(append -> reply(append, call, made, decided));
    }

    private Reply reply(Ledger.Append append, Call call, Made made, long decided) {
        long recorded = ticker.nanos();
        Reply.Timings timings =
                new Reply.Timings(
                        Duration.ofNanos(decided - call.begun()),
                        Duration.ofNanos(recorded - decided),
                        Duration.ofNanos(recorded - call.begun()));
        return switch (append) {
            case Ledger.Append.Appended(var stored) -> {
                signals.emit(new Signals.Signal.Decided(stored.record(), timings));
                aftermath.follow(stored.record(), made.told());
                yield new Reply.Decided(stored, new Reply.Replay.First(), timings);
            }
            case Ledger.Append.Repeated(var first) -> {
                signals.emit(new Signals.Signal.Replayed(first.record()));
                yield new Reply.Decided(
                        first, new Reply.Replay.Again(Optional.of(duplicate(made))), timings);
            }
            case Ledger.Append.Conflicting(var first) ->
                    refuse(new Refusal.RequestIdReused(call.request(), first));
            case Ledger.Append.Unavailable(var cause) ->
                    refuse(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
            case Ledger.Append.Full() -> refuse(new Refusal.Overloaded(limits.retryAfter()));
        };
    }

    private Reply.Replay.Duplicate duplicate(Made made) {
        return new Reply.Replay.Duplicate(ledger.origin(), made.entry().record().sequence());
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
