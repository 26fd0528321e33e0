package io.quorate.engine;

import io.quorate.core.audit.note.Receipt;
import io.quorate.core.protocol.DecisionId;
import io.quorate.engine.SignedLogs.Reading;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Hands out receipts, or says why there is none.
public final class Receipts {
    /// A checkpoint is signed every second.
    private static final Duration NEXT_CHECKPOINT = Duration.ofSeconds(1);

    private final SignedLogs logs;
    private final Ledger ledger;
    private final Signals signals;
    private final Limits limits;

    public Receipts(SignedLogs logs, Ledger ledger, Signals signals, Limits limits) {
        this.logs = logs;
        this.ledger = ledger;
        this.signals = signals;
        this.limits = limits;
    }

    /// What came of asking for a receipt.
    public sealed interface Outcome {
        record Proven(Receipt receipt) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// The receipt of a decision, whichever sidecar made it.
    public CompletionStage<Outcome> find(DecisionId id) {
        return logs.receipt(id)
                .thenCompose(reading ->
                        reading instanceof Reading.Absent<Receipt>
                                ? ledger.find(id).thenApply(lookup -> absent(lookup, id))
                                : CompletableFuture.completedStage(outcome(reading, id)));
    }

    /// No log has it; it may be on its way there.
    private Outcome absent(Ledger.Lookup lookup, DecisionId id) {
        return refused(
                lookup instanceof Ledger.Lookup.Found
                        ? new Refusal.NotYetSigned(id, NEXT_CHECKPOINT)
                        : new Refusal.UnknownDecision(id));
    }

    private Outcome outcome(Reading<Receipt> reading, DecisionId id) {
        return switch (reading) {
            case Reading.Found<Receipt>(Receipt receipt) -> new Outcome.Proven(receipt);
            case Reading.Absent<Receipt>() -> refused(new Refusal.UnknownDecision(id));
            case Reading.NotYetSigned<Receipt>() ->
                    refused(new Refusal.NotYetSigned(id, NEXT_CHECKPOINT));
            case Reading.Unavailable<Receipt>(String cause) ->
                    refused(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
            case Reading.Full<Receipt>() -> refused(new Refusal.Overloaded(limits.retryAfter()));
        };
    }

    private Outcome refused(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Outcome.Refused(refusal);
    }
}
