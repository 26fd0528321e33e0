package io.quorate.engine.policy;

import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.planning.replay.DryRun;
import io.quorate.core.planning.replay.DryRunReport;
import io.quorate.core.planning.replay.Knob;
import io.quorate.core.planning.replay.Sweep;
import io.quorate.core.planning.replay.SweepReport;
import io.quorate.core.policy.InvalidPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import io.quorate.engine.Limits;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.Signals;
import io.quorate.engine.policy.PolicyBook.InForce;
import io.quorate.engine.policy.RecordedDecisions.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What is asked about policies.
///
/// Safe for any number of threads; a call never blocks.
public final class Policies {
    /// What a policy that somebody sends is called in its problems.
    public static final String CANDIDATE = "candidate";

    private final PolicyBook book;
    private final PolicyArchive archive;
    private final PolicyReader reader;
    private final Trials trials;
    private final Signals signals;
    private final Limits limits;

    public Policies(
            PolicyBook book,
            PolicyArchive archive,
            PolicyReader reader,
            Trials trials,
            Signals signals,
            Limits limits) {
        this.book = book;
        this.archive = archive;
        this.reader = reader;
        this.trials = trials;
        this.signals = signals;
        this.limits = limits;
    }

    /// What comes of a question.
    public sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record Refused<T>(Refusal refusal) implements Answer<T> {}
    }

    /// A policy of now or then.
    ///
    /// @param at when it first took effect
    /// @param text the file as it was
    /// @param reading what this version makes of it
    public record Described(Digest digest, Instant at, String text, PolicyReading reading) {}

    /// A part of the history, newest first.
    public record Page(List<PolicyRecord> changes, Optional<String> next) {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    /// A setting to sweep, and over which values.
    public record Turn(PoolId pool, Knob knob, List<String> values) {
        public Turn {
            values = List.copyOf(values);
        }
    }

    public InForce inForce() {
        return book.inForce();
    }

    /// A policy that is or was in force.
    public CompletionStage<Answer<Described>> find(Digest digest) {
        InForce now = book.inForce();
        if (now.digest().equals(digest)) {
            return given(new Described(digest, now.since(), now.loaded().text(), now.loaded()));
        }
        return archive.find(digest)
                .thenApply(lookup ->
                        switch (lookup) {
                            case PolicyArchive.Lookup.Found(var kept) ->
                                    new Answer.Given<>(described(kept));
                            case PolicyArchive.Lookup.Unknown() ->
                                    refuse(new Refusal.UnknownPolicy(digest));
                            case PolicyArchive.Lookup.Unavailable(String cause) ->
                                    refuse(unavailable(cause));
                        });
    }

    private Described described(PolicyArchive.Kept kept) {
        String name = "policy " + kept.digest().hex().substring(0, 8);
        byte[] text = kept.text().getBytes(StandardCharsets.UTF_8);
        return new Described(kept.digest(), kept.at(), kept.text(), reader.read(name, text));
    }

    /// What took effect, newest first.
    ///
    /// @param after as the page before named its end
    public CompletionStage<Answer<Page>> changes(int limit, Optional<String> after) {
        return archive.changes(limit, after)
                .thenApply(changes ->
                        switch (changes) {
                            case PolicyArchive.Changes.Page(var records, var next) ->
                                    new Answer.Given<>(new Page(records, next));
                            case PolicyArchive.Changes.UnknownPlace() ->
                                    refuse(
                                            invalid(
                                                    "page_token",
                                                    "is not the end of a page before"));
                            case PolicyArchive.Changes.Unavailable(String cause) ->
                                    refuse(unavailable(cause));
                        });
    }

    /// Reads a policy without putting it in force.
    public PolicyReading check(byte[] text) {
        return reader.read(CANDIDATE, text);
    }

    /// Tries a candidate on recorded decisions.
    public Answer<Trial> dryRun(byte[] text, Span span, Trial.Listener<DryRunReport> listener) {
        return switch (reader.read(CANDIDATE, text)) {
            case PolicyReading.Loaded loaded ->
                    new Answer.Given<>(
                            trials.start(
                                    new DryRun(loaded.policy(), book.current()), span, listener));
            case PolicyReading.Refused(var problems) -> refuse(invalid(problems));
        };
    }

    /// Tries the policy in force with one setting at several values.
    public Answer<Trial> tune(Turn turn, Span span, Trial.Listener<SweepReport> listener) {
        Policy policy = book.current();
        Optional<PoolPolicy> pool = policy.pool(turn.pool());
        if (pool.isEmpty()) {
            return refuse(
                    new Refusal.UnknownPool(turn.pool(), List.copyOf(policy.pools().keySet())));
        }
        try {
            Sweep sweep = new Sweep(policy, pool.get(), turn.knob(), turn.values());
            return new Answer.Given<>(trials.start(sweep, span, listener));
        } catch (InvalidPolicy invalid) {
            return refuse(
                    new Refusal.InvalidFields(
                            invalid.problems().stream()
                                    .map(problem ->
                                            new Violation(
                                                    "values",
                                                    problem.reason() + ": " + problem.remedy()))
                                    .toList()));
        }
    }

    private static Refusal invalid(List<LocatedProblem> problems) {
        return new Refusal.InvalidFields(
                problems.stream()
                        .map(problem -> new Violation("policy", problem.toString()))
                        .toList());
    }

    private static Refusal invalid(String field, String description) {
        return new Refusal.InvalidFields(List.of(new Violation(field, description)));
    }

    private Refusal unavailable(String cause) {
        return new Refusal.AuditUnavailable(cause, limits.retryAfter());
    }

    private <T> Answer<T> refuse(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Answer.Refused<>(refusal);
    }

    private static <T> CompletionStage<Answer<T>> given(T value) {
        return CompletableFuture.completedStage(new Answer.Given<>(value));
    }
}
