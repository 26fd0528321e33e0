package io.quorate.engine.canary;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.aside.CanaryLeaf;
import io.quorate.core.audit.aside.CanaryRecord;
import io.quorate.core.consensus.ruling.PoolResult;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.engine.Content;
import io.quorate.engine.Notice;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Refusal;
import io.quorate.engine.canary.CanaryRegister.Adding;
import io.quorate.engine.canary.CanaryRegister.Kept;
import io.quorate.engine.canary.CanaryRegister.Retiring;
import io.quorate.engine.reputation.CanaryLessons;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.ReputationStore.Answer;
import io.quorate.engine.reputation.ReputationStore.Due;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The canaries that operators add, retire and revoke. What was done is on record before it is
/// answered.
public final class Canaries {
    /// Canaries of one page.
    public static final int PAGE = 100;

    private final CanaryRegister register;
    private final PolicySource policies;
    private final Learning book;
    private final CanaryLessons lessons;

    public Canaries(CanaryRegister register, PolicySource policies, Learning book) {
        this.register = register;
        this.policies = policies;
        this.book = book;
        this.lessons = new CanaryLessons(book);
    }

    /// What comes of a wish.
    public sealed interface Reply<T> {
        record Given<T>(T value) implements Reply<T> {}

        record Refused<T>(Refusal refusal) implements Reply<T> {}
    }

    /// Those that were added, in the order of their ids; those of the policy's files are not among
    /// them.
    ///
    /// @param after where the page before ended
    public CompletionStage<Reply<List<Kept>>> list(Optional<CanaryId> after) {
        return register.list(after, PAGE)
                .thenApply(answer ->
                        switch (answer) {
                            case Answer.Done<List<Kept>>(List<Kept> kept) ->
                                    new Reply.Given<>(kept);
                            case Answer.Unavailable<List<Kept>>(String cause) ->
                                    new Reply.Refused<>(book.unavailable(cause));
                        });
    }

    /// Adds one. The same one again is answered alike.
    public CompletionStage<Reply<Kept>> add(CanaryWish.Add wish) {
        Optional<Refusal> unfit = unfit(wish);
        if (unfit.isPresent()) {
            return refused(unfit.get());
        }
        Instant now = book.now();
        Kept kept = new Kept(wish.canary(), wish.pools(), wish.operator(), now, Optional.empty());
        Apart apart = new Apart(book);
        apart.put(ContentText.SUBMISSION, ContentText.of(wish.canary().submission()));
        apart.put("operator", wish.operator());
        CanaryRecord record =
                new CanaryRecord.Added(
                        head(wish.canary().id(), now, apart), wish.pools(), wish.canary().right());
        return register.add(kept, tale(record, now, apart))
                .thenCompose(answer ->
                        switch (answer) {
                            case Answer.Done<Adding>(Adding.Added(List<Due> due)) ->
                                    recorded(due, kept);
                            case Answer.Done<Adding>(Adding.Taken(Kept first)) ->
                                    taken(kept, first);
                            case Answer.Unavailable<Adding>(String cause) ->
                                    refused(book.unavailable(cause));
                        });
    }

    private static CompletionStage<Reply<Kept>> taken(Kept wanted, Kept first) {
        if (!wanted.saysTheSameAs(first)) {
            return refused(new Refusal.CanaryContradicted(first.canary().id()));
        }
        return first.retiredAt().isPresent()
                ? refused(new Refusal.CanaryRetired(first.canary().id()))
                : CompletableFuture.completedStage(new Reply.Given<>(first));
    }

    /// Retires one for good. What it taught stays learnt.
    public CompletionStage<Reply<Kept>> retire(CanaryWish.Retire wish) {
        Instant now = book.now();
        Apart apart = new Apart(book);
        apart.put("operator", wish.operator().name());
        apart.put("reason", wish.operator().reason());
        CanaryRecord record = new CanaryRecord.Retired(head(wish.canary(), now, apart));
        return register.retire(wish.canary(), now, tale(record, now, apart))
                .thenCompose(answer ->
                        switch (answer) {
                            case Answer.Done<Retiring>(Retiring.Retired(Kept kept, var due)) ->
                                    recorded(due, kept);
                            case Answer.Done<Retiring>(Retiring.Already(Kept kept)) ->
                                    CompletableFuture.completedStage(new Reply.Given<>(kept));
                            case Answer.Done<Retiring>(Retiring.Unknown()) ->
                                    refused(new Refusal.UnknownCanary(wish.canary()));
                            case Answer.Unavailable<Retiring>(String cause) ->
                                    refused(book.unavailable(cause));
                        });
    }

    /// What came of taking back what a canary taught.
    ///
    /// @param labels how many of its labels stood
    public record Unlearnt(CanaryId canary, int labels) {}

    /// Takes back all that a canary taught, and retires it where it was added; one of the policy's
    /// files is asked as long as it stands there.
    public CompletionStage<Reply<Unlearnt>> revoke(CanaryWish.Revoke wish) {
        return retire(new CanaryWish.Retire(wish.canary(), wish.operator()))
                .thenCompose(reply ->
                        switch (reply) {
                            case Reply.Given<Kept> _ -> revoke(wish, Optional.empty());
                            case Reply.Refused<Kept>(Refusal.UnknownCanary unknown) ->
                                    revoke(wish, Optional.of(unknown));
                            case Reply.Refused<Kept>(Refusal refusal) -> refused(refusal);
                        });
    }

    /// @param unknown why it was not retired; of a file's, only its labels are known here
    private CompletionStage<Reply<Unlearnt>> revoke(
            CanaryWish.Revoke wish, Optional<Refusal> unknown) {
        return lessons.revoke(wish.canary(), wish.operator())
                .thenApply(unlearnt ->
                        switch (unlearnt) {
                            case CanaryLessons.Unlearnt.Done(int labels) ->
                                    unknown.filter(_ -> labels == 0)
                                            .<Reply<Unlearnt>>map(Reply.Refused::new)
                                            .orElseGet(() ->
                                                    new Reply.Given<>(
                                                            new Unlearnt(wish.canary(), labels)));
                            case CanaryLessons.Unlearnt.Refused(Refusal refusal) ->
                                    new Reply.Refused<>(refusal);
                        });
    }

    /// Whether a pool is missing, or could never be asked this.
    private Optional<Refusal> unfit(CanaryWish.Add wish) {
        Policy policy = policies.current();
        for (PoolId id : wish.pools()) {
            Optional<PoolPolicy> pool = policy.pool(id);
            if (pool.isEmpty()) {
                return Optional.of(
                        new Refusal.UnknownPool(id, List.copyOf(policy.pools().keySet())));
            }
            Submission submission = wish.canary().submission();
            if (PoolResult.unasked(pool.get(), submission).isPresent()) {
                return Optional.of(
                        new Refusal.InvalidFields(
                                List.of(
                                        new Refusal.Violation(
                                                "submission",
                                                "lacks what the pool " + id + " needs"))));
            }
        }
        return Optional.empty();
    }

    private CompletionStage<Reply<Kept>> recorded(List<Due> due, Kept kept) {
        return book.note(due)
                .thenApply(failure ->
                        failure.<Reply<Kept>>map(
                                        cause -> new Reply.Refused<>(book.unavailable(cause)))
                                .orElseGet(() -> new Reply.Given<>(kept)));
    }

    private static <T> CompletionStage<Reply<T>> refused(Refusal refusal) {
        return CompletableFuture.completedStage(new Reply.Refused<>(refusal));
    }

    private CanaryRecord.Head head(CanaryId canary, Instant now, Apart apart) {
        return new CanaryRecord.Head(book.origin(), now, canary, apart.commitments);
    }

    private static Tale tale(CanaryRecord record, Instant now, Apart apart) {
        Notice notice =
                new Notice(CanaryLeaf.kind(record), now, CanaryLeaf.of(record), apart.contents);
        return new Tale(List.of(), List.of(notice));
    }

    /// What lies apart from a record, with what stands for it in there.
    private static final class Apart {
        private final Learning book;
        private final List<Content> contents = new ArrayList<>();
        private final SortedMap<String, Digest> commitments = new TreeMap<>();

        Apart(Learning book) {
            this.book = book;
        }

        void put(String slot, String text) {
            put(slot, text.getBytes(StandardCharsets.UTF_8));
        }

        void put(String slot, byte[] text) {
            byte[] salt = book.salt();
            contents.add(new Content(slot, salt, text));
            commitments.put(slot, Commitment.of(salt, text));
        }
    }
}
