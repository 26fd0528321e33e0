package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Progress;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.consensus.ruling.PoolResult;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.SubmissionDigest;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.ReputationBook;
import io.quorate.engine.reputation.Sitting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Decisions on votes that the caller has already collected: the pool's seats are the electorate,
/// the round is played in one go, and the answer leaves once its record is safe.
///
/// Safe for any number of threads; a call never blocks.
public final class Decisions {
    private final PolicySource policies;
    private final Ledger ledger;
    private final Ticker ticker;
    private final Ids ids;
    private final Signals signals;
    private final Limits limits;
    private final Turnstile turnstile;
    private final ReputationBook book;
    private final Electorates electorates;

    public Decisions(
            PolicySource policies,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals,
            Limits limits,
            ReputationBook book) {
        this.policies = policies;
        this.ledger = ledger;
        this.ticker = ticker;
        this.ids = ids;
        this.signals = signals;
        this.limits = limits;
        this.turnstile = new Turnstile(limits);
        this.book = book;
        this.electorates = new Electorates(book);
    }

    /// Decides and records.
    public CompletionStage<Reply> decide(GivenVotes given) {
        long begun = ticker.nanos();
        Instant receivedAt = ticker.now();
        Policy policy = policies.current();
        Optional<PoolPolicy> pool = policy.pool(given.pool());
        if (pool.isEmpty()) {
            return refused(
                    new Refusal.UnknownPool(given.pool(), List.copyOf(policy.pools().keySet())));
        }
        if (given.deadline().filter(deadline -> !receivedAt.isBefore(deadline)).isPresent()) {
            return refused(new Refusal.DeadlinePassed());
        }
        Optional<Refusal> full = turnstile.enter();
        if (full.isPresent()) {
            return refused(full.get());
        }
        CompletionStage<Reply> reply;
        try {
            reply = decideInside(given, policy, pool.get(), receivedAt, begun);
        } catch (RuntimeException | Error bug) {
            turnstile.leave();
            throw bug;
        }
        return reply.whenComplete((_, _) -> turnstile.leave());
    }

    /// Finds a stored decision.
    public CompletionStage<Reply.Finding> find(DecisionId id) {
        return ledger.find(id).thenApply(lookup -> finding(lookup, id));
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

    /// Lets nobody in any more; completes when the last call has been answered.
    public CompletionStage<Void> drain() {
        return turnstile.close();
    }

    /// Calls that are being answered at this moment.
    public int inFlight() {
        return turnstile.inside();
    }

    private CompletionStage<Reply> decideInside(
            GivenVotes given, Policy policy, PoolPolicy pool, Instant receivedAt, long begun) {
        return switch (ledger.takeSequence()) {
            case Ledger.Taking.Taken(long sequence) ->
                    decideAs(sequence, given, policy, pool, receivedAt, begun);
            case Ledger.Taking.Unavailable(var cause) ->
                    refused(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
        };
    }

    private CompletionStage<Reply> decideAs(
            long sequence,
            GivenVotes given,
            Policy policy,
            PoolPolicy pool,
            Instant receivedAt,
            long begun) {
        Entry entry;
        try {
            entry = entry(sequence, given, policy, pool, receivedAt);
        } catch (RuntimeException | Error bug) {
            ledger.forgo(sequence);
            throw bug;
        }
        long decided = ticker.nanos();
        return ledger.append(entry)
                .thenApply(append -> reply(append, given, sequence, begun, decided));
    }

    private Entry entry(
            long sequence, GivenVotes given, Policy policy, PoolPolicy pool, Instant receivedAt) {
        DecisionId id = ids.decision();
        Findings findings = findings(given, pool, id, receivedAt);
        Recording recording = Recording.of(given.submission(), findings, ids);
        Instant decidedAt = ticker.now();
        Submission submission = given.submission();
        DecisionRecord record =
                new DecisionRecord(
                        id,
                        ledger.origin(),
                        sequence,
                        given.service(),
                        given.request(),
                        receivedAt,
                        decidedAt,
                        recording.commitments(),
                        submission.choices(),
                        submission.tags(),
                        submission.riskTag(),
                        policy.digest(),
                        policy.unenforced(pool.id()),
                        findings,
                        pool.durability(),
                        Optional.empty());
        return new Entry(
                record,
                RequestDigest.of(given),
                SubmissionDigest.of(submission),
                recording.contents());
    }

    private Reply reply(
            Ledger.Append append, GivenVotes given, long sequence, long begun, long decided) {
        long recorded = ticker.nanos();
        Reply.Timings timings =
                new Reply.Timings(
                        Duration.ofNanos(decided - begun),
                        Duration.ofNanos(recorded - decided),
                        Duration.ofNanos(recorded - begun));
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
                    refuse(new Refusal.RequestIdReused(given.request(), first));
            case Ledger.Append.Unavailable(var cause) ->
                    refuse(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
            case Ledger.Append.Full() -> refuse(new Refusal.Overloaded(limits.retryAfter()));
        };
    }

    private Findings findings(
            GivenVotes given, PoolPolicy pool, DecisionId id, Instant receivedAt) {
        Set<Need> missing = PoolResult.missing(pool, given.submission());
        if (!missing.isEmpty()) {
            return notApplicable(pool, missing);
        }
        return electorates
                .sitting(pool, given.submission().choices())
                .map(sitting -> Reports.of(pool.id(), play(given, pool, sitting, id, receivedAt)))
                .orElseGet(() -> tooFew(pool, electorates.agents(pool)));
    }

    private static Findings tooFew(PoolPolicy pool, int agents) {
        return Reports.unopened(
                pool.id(),
                OutcomeReason.INSUFFICIENT_AGENTS,
                "The pool opens with %d agents and has %d; declare %d more in the policy."
                        .formatted(pool.minAgents(), agents, pool.minAgents() - agents));
    }

    private static Findings notApplicable(PoolPolicy pool, Set<Need> needs) {
        Set<String> missing =
                needs.stream()
                        .map(need -> need.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        String lacks =
                "The submission lacks what the pool needs: " + String.join(", ", missing) + ".";
        return switch (pool.whenNotApplicable()) {
            case ESCALATE -> Reports.unopened(pool.id(), OutcomeReason.NOT_APPLICABLE, lacks);
            case SKIP -> Reports.skipped(pool.id(), missing, lacks);
        };
    }

    private static Conclusion play(
            GivenVotes given, PoolPolicy pool, Sitting sitting, DecisionId id, Instant receivedAt) {
        Opening opening =
                new Opening(
                        id,
                        1,
                        SubmissionDigest.of(given.submission()),
                        sitting.electorate(),
                        Rules.of(pool),
                        sitting.roster(),
                        given.nonce(),
                        new Window(given.openedAt(), given.closedAt()),
                        given.submission().sources(),
                        Opening.Collecting.UNTIL_CERTAIN,
                        Reserve.NONE);
        List<Ballot> ballots = given.votes().stream().map(Ballot::vouched).toList();
        Round round =
                Round.open(opening, receivedAt)
                        .round()
                        .apply(new Event.Brought(ballots, receivedAt))
                        .round();
        return switch (round.progress()) {
            case Progress.Concluded(Conclusion conclusion) -> conclusion;
            case Progress.Pending _, Progress.Repeated _ ->
                    throw new IllegalStateException("a round with all votes in has an outcome");
        };
    }

    private Reply.Replay.Duplicate duplicate(long sequence) {
        return new Reply.Replay.Duplicate(ledger.origin(), sequence);
    }

    private CompletionStage<Reply> refused(Refusal refusal) {
        return CompletableFuture.completedStage(refuse(refusal));
    }

    private Reply refuse(Refusal refusal) {
        signals.emit(new Signals.Signal.Refused(refusal));
        return new Reply.Refused(refusal);
    }
}
