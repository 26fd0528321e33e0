package io.quorate.engine.reputation;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.aside.AsideRecord;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.Lesson;
import io.quorate.engine.Asides;
import io.quorate.engine.Content;
import io.quorate.engine.Notice;
import io.quorate.engine.Refusal;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.Labelled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What there is to learn from canaries: who found the right answer, who did not, and what the door
/// found about their votes. What a canary taught can be taken back, should its answer be wrong.
public final class CanaryLessons {
    /// Taken back at a time.
    private static final int LABELS_MAX = 1_000;

    private final Learning book;

    public CanaryLessons(Learning book) {
        this.book = book;
    }

    /// A canary that a pool was asked.
    ///
    /// @param asked under which name
    /// @param round with all votes that came
    public record Answered(DecisionId asked, PoolId pool, Canary canary, RoundReport round) {}

    /// Learns from the answers and has them recorded; completes when that was tried. Nothing is
    /// learnt that is not recorded sooner or later.
    public CompletionStage<Void> teach(Answered answered) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        book.deskOf(answered.pool())
                .ifPresentOrElse(
                        desk -> desk.line().run(() -> teach(desk, answered, done)),
                        () -> done.complete(null));
        return done;
    }

    /// What came of taking back what a canary taught.
    public sealed interface Unlearnt {
        /// @param labels how many stood
        record Done(int labels) implements Unlearnt {}

        record Refused(Refusal refusal) implements Unlearnt {}
    }

    /// Takes back all that a canary taught, in every pool and one label after the other. Who is
    /// refused half-way asks again.
    public CompletionStage<Unlearnt> revoke(CanaryId canary, Cause.Operator operator) {
        return revoke(canary, operator, 0);
    }

    private CompletionStage<Unlearnt> revoke(CanaryId canary, Cause.Operator operator, int before) {
        return book.world()
                .store()
                .labelsOf(canary, LABELS_MAX)
                .thenCompose(answer ->
                        switch (answer) {
                            case Answer.Done<List<Label>>(List<Label> labels) -> {
                                CompletionStage<Unlearnt> some = revoke(labels, operator, before);
                                yield labels.size() < LABELS_MAX
                                        ? some
                                        : some.thenCompose(done -> further(done, canary, operator));
                            }
                            case Answer.Unavailable<List<Label>>(String cause) ->
                                    CompletableFuture.completedStage(unavailable(cause));
                        });
    }

    private CompletionStage<Unlearnt> further(
            Unlearnt done, CanaryId canary, Cause.Operator operator) {
        return switch (done) {
            case Unlearnt.Done(int labels) -> revoke(canary, operator, labels);
            case Unlearnt.Refused refused -> CompletableFuture.completedStage(refused);
        };
    }

    private CompletionStage<Unlearnt> revoke(
            List<Label> labels, Cause.Operator operator, int before) {
        CompletionStage<Unlearnt> all = CompletableFuture.completedStage(new Unlearnt.Done(before));
        for (Label label : labels) {
            all =
                    all.thenCompose(sofar ->
                            switch (sofar) {
                                case Unlearnt.Done(int count) -> revoke(label, operator, count);
                                case Unlearnt.Refused refused ->
                                        CompletableFuture.completedStage(refused);
                            });
        }
        return all;
    }

    private CompletionStage<Unlearnt> revoke(Label label, Cause.Operator operator, int before) {
        CompletableFuture<Unlearnt> done = new CompletableFuture<>();
        Optional<Desk> known = book.deskOf(label.pool());
        known.ifPresentOrElse(
                desk ->
                        desk.line()
                                .run(() ->
                                        new Labels(desk, book.world())
                                                .takeBack(
                                                        label.decision(),
                                                        operator,
                                                        taken -> taken(taken, before, done))),
                () ->
                        done.complete(
                                new Unlearnt.Refused(
                                        new Refusal.UnknownPool(label.pool(), List.of()))));
        return done;
    }

    private void taken(Labels.Taken taken, int before, CompletableFuture<Unlearnt> done) {
        switch (taken) {
            case Labels.Taken.Back(var _, List<Due> due) -> {
                var _ =
                        book.world()
                                .notes()
                                .note(due)
                                .thenAccept(failure ->
                                        done.complete(
                                                failure.map(this::unavailable)
                                                        .orElse(new Unlearnt.Done(before + 1))));
            }
            case Labels.Taken.Nothing() -> done.complete(new Unlearnt.Done(before));
            case Labels.Taken.Unavailable(String cause) -> done.complete(unavailable(cause));
        }
    }

    private Unlearnt unavailable(String cause) {
        return new Unlearnt.Refused(book.unavailable(cause));
    }

    private void teach(Desk desk, Answered answered, CompletableFuture<Void> done) {
        Instant now = book.world().now();
        Notice asked = notice(answered, now);
        desk.watch().round(answered.round(), now);
        List<Ballot> ballots = Lessons.labelled(answered.round());
        if (ballots.isEmpty()) {
            desk.reviewSoon();
            book.world().notes().tell(asked);
            done.complete(null);
            return;
        }
        Canary canary = answered.canary();
        Label label =
                new Label(
                        answered.asked(),
                        answered.pool(),
                        canary.right(),
                        Lesson.Source.CANARY.name(),
                        canary.id().value(),
                        now);
        Lesson.Label lesson =
                new Lesson.Label(
                        answered.asked(),
                        canary.submission().choices(),
                        ballots,
                        canary.right(),
                        Lesson.Source.CANARY);
        new Labels(desk, book.world())
                .keep(label, lesson, List.of(asked), answer -> kept(answer, asked, done));
    }

    private void kept(Answer<Labelled> answer, Notice asked, CompletableFuture<Void> done) {
        switch (answer) {
            case Answer.Done<Labelled>(Labelled.Kept(List<Due> due)) -> {
                var _ = book.world().notes().note(due).thenAccept(_ -> done.complete(null));
            }
            case Answer.Done<Labelled>(Labelled.Known _) -> done.complete(null);
            // It was asked, although nothing was learnt.
            case Answer.Unavailable<Labelled> _ -> {
                book.world().notes().tell(asked);
                done.complete(null);
            }
        }
    }

    private Notice notice(Answered answered, Instant now) {
        Canary canary = answered.canary();
        byte[] salt = book.world().ids().salt();
        byte[] text = ContentText.of(canary.submission());
        SortedMap<String, Digest> commitments = new TreeMap<>();
        commitments.put(ContentText.SUBMISSION, Commitment.of(salt, text));
        AsideRecord record =
                new AsideRecord.Asked(
                        new AsideRecord.Head(
                                book.world().origin(), now, answered.asked(), answered.pool()),
                        canary.id(),
                        canary.right(),
                        answered.round(),
                        commitments);
        return Asides.notice(
                record,
                List.of(new Content(ContentText.SUBMISSION, salt, text)),
                book.world().ids());
    }
}
