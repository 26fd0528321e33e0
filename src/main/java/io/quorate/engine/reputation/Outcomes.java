package io.quorate.engine.reputation;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Lesson;
import io.quorate.engine.Ledger;
import io.quorate.engine.Refusal;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.KeptLabel;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.Labelled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What becomes known of decisions after they were made: labels that teach who can be relied on.
///
/// A decision has one label in a pool. It weighs what a label weighs and no more, it is on record
/// before it is answered, and it can be taken back with all that it taught. What is said of a
/// decision whose findings were reused is said of the one that they are from: its votes were cast
/// once.
public final class Outcomes {
    private final Ledger ledger;
    private final Learning book;

    public Outcomes(Ledger ledger, Learning book) {
        this.ledger = ledger;
        this.book = book;
    }

    /// A decision later known right or wrong.
    ///
    /// @param pool which of the decision's pools is meant; may be empty where there is one
    /// @param right the choice that was right
    /// @param service who says so; empty for a nameless caller
    public record Report(
            DecisionId decision, Optional<PoolId> pool, Choice right, String service) {}

    /// What comes of a report.
    public sealed interface Known {
        /// The label stands, by this report or by an earlier one that said the same.
        record Stands(Label label) implements Known {}

        record Refused(Refusal refusal) implements Known {}
    }

    public CompletionStage<Known> report(Report report) {
        return inPool(
                report.decision(),
                report.pool(),
                (record, outcome, desk) -> {
                    if (!record.choices().contains(report.right())) {
                        return refused(violation("right", "is not one of the decision's choices"));
                    }
                    Instant now = book.world().now();
                    Label label =
                            new Label(
                                    record.id(),
                                    outcome.pool(),
                                    report.right(),
                                    Lesson.Source.OUTCOME.name(),
                                    report.service(),
                                    now);
                    Lesson.Label lesson =
                            new Lesson.Label(
                                    record.id(),
                                    record.choices(),
                                    outcome.rounds().stream()
                                            .limit(1)
                                            .flatMap(round -> Lessons.labelled(round).stream())
                                            .toList(),
                                    report.right(),
                                    Lesson.Source.OUTCOME);
                    CompletableFuture<Known> done = new CompletableFuture<>();
                    desk.line().run(() -> first(desk, label, lesson, done));
                    return done;
                });
    }

    /// Takes a label back.
    public CompletionStage<Known> revoke(
            DecisionId decision, Optional<PoolId> pool, Cause.Operator operator) {
        return inPool(
                decision,
                pool,
                (_, _, desk) -> {
                    CompletableFuture<Known> done = new CompletableFuture<>();
                    desk.line().run(() -> revoke(desk, decision, operator, done));
                    return done;
                });
    }

    private interface Step {
        CompletionStage<Known> in(DecisionRecord record, PoolOutcome outcome, Desk desk);
    }

    private CompletionStage<Known> inPool(DecisionId id, Optional<PoolId> pool, Step step) {
        return ledger.find(id)
                .thenCompose(lookup ->
                        switch (lookup) {
                            case Ledger.Lookup.Found(var stored) ->
                                    stored.record()
                                            .cachedFrom()
                                            .map(first -> inPool(first, pool, step))
                                            .orElseGet(() -> inPool(stored.record(), pool, step));
                            case Ledger.Lookup.Unknown() ->
                                    refused(new Refusal.UnknownDecision(id));
                            case Ledger.Lookup.Unavailable(String cause) ->
                                    refused(book.world().unavailable(cause));
                            case Ledger.Lookup.Full() ->
                                    refused(new Refusal.Overloaded(book.world().retryAfter()));
                        });
    }

    private CompletionStage<Known> inPool(DecisionRecord record, Optional<PoolId> pool, Step step) {
        List<PoolOutcome> outcomes = record.findings().pools();
        if (pool.isEmpty() && outcomes.size() != 1) {
            return refused(violation("pool", "must name one of the decision's " + outcomes.size()));
        }
        Optional<PoolOutcome> meant =
                outcomes.stream()
                        .filter(outcome -> pool.isEmpty() || outcome.pool().equals(pool.get()))
                        .findFirst();
        if (meant.isEmpty()) {
            return refused(violation("pool", "did not take part in the decision"));
        }
        return book.deskOf(meant.get().pool())
                .map(desk -> step.in(record, meant.get(), desk))
                .orElseGet(() -> refused(new Refusal.UnknownPool(meant.get().pool(), List.of())));
    }

    private void first(Desk desk, Label label, Lesson.Label lesson, CompletableFuture<Known> done) {
        desk.line()
                .call(
                        () -> book.world().store().labelOf(label.decision(), label.pool()),
                        answer -> {
                            switch (answer) {
                                case Answer.Done<Optional<KeptLabel>>(Optional<KeptLabel> kept) -> {
                                    if (kept.isPresent()) {
                                        done.complete(known(label, kept.get().label()));
                                    } else {
                                        learn(desk, label, lesson, done);
                                    }
                                }
                                case Answer.Unavailable<Optional<KeptLabel>>(String cause) ->
                                        unavailable(cause, done);
                            }
                        });
    }

    private void learn(Desk desk, Label label, Lesson.Label lesson, CompletableFuture<Known> done) {
        new Labels(desk, book.world())
                .keep(
                        label,
                        desk.recalled(lesson),
                        List.of(),
                        answer -> {
                            switch (answer) {
                                case Answer.Done<Labelled>(Labelled.Kept(List<Due> due)) ->
                                        recorded(due, label, done);
                                case Answer.Done<Labelled>(Labelled.Known(Label first)) ->
                                        done.complete(known(label, first));
                                case Answer.Unavailable<Labelled>(String cause) ->
                                        unavailable(cause, done);
                            }
                        });
    }

    private void revoke(
            Desk desk,
            DecisionId decision,
            Cause.Operator operator,
            CompletableFuture<Known> done) {
        new Labels(desk, book.world())
                .takeBack(
                        decision,
                        operator,
                        taken -> {
                            switch (taken) {
                                case Labels.Taken.Back(Label label, var due) ->
                                        recorded(due, label, done);
                                case Labels.Taken.Nothing() ->
                                        done.complete(
                                                new Known.Refused(
                                                        new Refusal.UnknownOutcome(
                                                                decision, desk.pool())));
                                case Labels.Taken.Unavailable(String cause) ->
                                        unavailable(cause, done);
                            }
                        });
    }

    private void recorded(List<Due> due, Label label, CompletableFuture<Known> done) {
        var _ =
                book.world()
                        .notes()
                        .note(due)
                        .thenAccept(failure -> {
                            if (failure.isEmpty()) {
                                done.complete(new Known.Stands(label));
                            } else {
                                unavailable(failure.get(), done);
                            }
                        });
    }

    private static Known known(Label wanted, Label first) {
        return wanted.right().equals(first.right())
                ? new Known.Stands(first)
                : new Known.Refused(
                        new Refusal.OutcomeContradicted(
                                first.decision(), first.pool(), first.right()));
    }

    private void unavailable(String cause, CompletableFuture<Known> done) {
        done.complete(new Known.Refused(book.world().unavailable(cause)));
    }

    private static Refusal violation(String field, String description) {
        return new Refusal.InvalidFields(List.of(new Refusal.Violation(field, description)));
    }

    private static CompletionStage<Known> refused(Refusal refusal) {
        return CompletableFuture.completedStage(new Known.Refused(refusal));
    }
}
