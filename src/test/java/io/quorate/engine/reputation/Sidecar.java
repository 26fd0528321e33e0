package io.quorate.engine.reputation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.core.reputation.Cause;
import io.quorate.engine.Decisions;
import io.quorate.engine.Entry;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Ids;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Limits;
import io.quorate.engine.Recorder;
import io.quorate.engine.Refusal;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;

/// A sidecar in virtual time that decides, learns and is told outcomes, all on the test's thread.
final class Sidecar {
    static final PoolId POOL = new PoolId("facts");
    static final List<Choice> CHOICES = List.of(Choice.ACCEPT, Choice.REJECT);
    static final Cause.Operator OLGA = new Cause.Operator("olga", "looked into it");

    final List<Signals.Signal> signals = new ArrayList<>();
    final InMemoryLedger ledger;
    final Learning book;
    final Outcomes outcomes;
    final Agents agents;
    private final VirtualTime ticker;
    private final Decisions decisions;
    private Policy policy;
    private int requests;

    Sidecar(String name, VirtualTime ticker, InMemoryReputations store, PoolPolicy pool) {
        this(name, ticker, store, pool, 0);
    }

    /// @param decided how many decisions earlier runs of it have made
    Sidecar(
            String name,
            VirtualTime ticker,
            InMemoryReputations store,
            PoolPolicy pool,
            int decided) {
        this.ticker = ticker;
        this.policy = Policy.of(pool);
        this.ledger = new InMemoryLedger(new Origin(name));
        this.requests = decided;
        Ids ids = new CountedIds(name, decided);
        Learning[] opened = new Learning[1];
        ReputationStore own = store.sidecar(name, changed -> opened[0].changed(changed));
        opened[0] =
                opened(
                        Learning.open(
                                () -> policy,
                                own,
                                ledger,
                                ticker,
                                ids,
                                signals::add,
                                Duration.ofSeconds(1)));
        book = opened[0];
        outcomes = new Outcomes(ledger, book);
        agents = new Agents(() -> policy, book);
        decisions =
                new Decisions(
                        () -> policy,
                        ticker,
                        new Recorder(ledger, ticker, ids, signals::add, Limits.DEFAULT, book),
                        book);
        ticker.run(Duration.ZERO);
    }

    private static Learning opened(CompletionStage<ReputationStore.Answer<Learning>> opening) {
        return opening.toCompletableFuture().join()
                        instanceof ReputationStore.Answer.Done<Learning>(var book)
                ? book
                : null;
    }

    static PoolPolicy pool(String... ids) {
        return PoolPolicy.of(POOL, Arrays.stream(ids).map(Sidecar::agent).toList());
    }

    static AgentPolicy agent(String id) {
        return AgentPolicy.of(new AgentId(id), new FaultDomain("of " + id));
    }

    void follow(PoolPolicy pool) {
        policy = Policy.of(pool);
    }

    /// Decides, and learns for as long as a second.
    DecisionRecord decide(Map<String, Choice> votes) {
        DecisionRecord record = decideAtOnce(votes);
        ticker.run(Duration.ofSeconds(1));
        return record;
    }

    DecisionRecord decideAtOnce(Map<String, Choice> votes) {
        return decide(
                votes.entrySet().stream()
                        .map(vote -> Vote.of(new AgentId(vote.getKey()), vote.getValue(), 0.9))
                        .toList(),
                Optional.empty());
    }

    /// Decides on votes for accept that took so long.
    DecisionRecord decideTimed(Map<String, Duration> times) {
        Instant opened = ticker.now();
        DecisionRecord record =
                decide(
                        times.entrySet().stream()
                                .map(time -> accepting(time.getKey(), opened.plus(time.getValue())))
                                .toList(),
                        Optional.of(opened));
        ticker.run(Duration.ofSeconds(1));
        return record;
    }

    private static Vote accepting(String agent, Instant castAt) {
        return new Vote(
                new AgentId(agent),
                Optional.of(Choice.ACCEPT),
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                "",
                List.of(),
                Optional.of(castAt),
                Optional.empty(),
                Optional.empty());
    }

    private DecisionRecord decide(List<Vote> votes, Optional<Instant> opened) {
        GivenVotes given =
                new GivenVotes(
                        "checkout",
                        new RequestId("request-" + requests++),
                        POOL,
                        Submission.ofAnswer("When?", "In 1931."),
                        votes,
                        opened,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Reply reply = decisions.decide(given).toCompletableFuture().join();
        return assertInstanceOf(Reply.Decided.class, reply).stored().record();
    }

    /// A decision for which the findings of an earlier one were reused.
    DecisionRecord reused(DecisionRecord first) {
        DecisionRecord again =
                new DecisionRecord(
                        new DecisionId(first.id() + "-again"),
                        first.origin(),
                        first.sequence() + 1_000,
                        first.service(),
                        new RequestId("request-" + requests++),
                        first.receivedAt(),
                        first.decidedAt(),
                        first.commitments(),
                        first.choices(),
                        first.tags(),
                        first.riskTag(),
                        first.policy(),
                        first.unenforced(),
                        first.findings(),
                        first.durability(),
                        Optional.of(first.id()));
        Digest nothing = Digest.of(new byte[0]);
        var _ = ledger.append(new Entry(again, nothing, nothing, List.of()));
        return again;
    }

    Outcomes.Known report(DecisionRecord decided, Choice right) {
        CompletionStage<Outcomes.Known> known =
                outcomes.report(
                        new Outcomes.Report(decided.id(), Optional.empty(), right, "checkout"));
        ticker.run(Duration.ZERO);
        return known.toCompletableFuture().join();
    }

    Outcomes.Known revoke(DecisionRecord decided) {
        CompletionStage<Outcomes.Known> known =
                outcomes.revoke(decided.id(), Optional.empty(), OLGA);
        ticker.run(Duration.ZERO);
        return known.toCompletableFuture().join();
    }

    <T> T await(CompletionStage<T> stage) {
        ticker.run(Duration.ZERO);
        return stage.toCompletableFuture().join();
    }

    Refusal refusal(Outcomes.Known known) {
        return assertInstanceOf(Outcomes.Known.Refused.class, known).refusal();
    }

    Desk desk() {
        return book.deskOf(POOL).orElseThrow();
    }

    PoolPage page() {
        return book.page(policy.pool(POOL).orElseThrow());
    }

    double accuracy(String agent) {
        return page().insight().of(new AgentId(agent)).accuracy();
    }

    static Seat seat(DecisionRecord decided, String agent) {
        return decided
                .findings()
                .pools()
                .getFirst()
                .rounds()
                .getFirst()
                .electorate()
                .seats()
                .stream()
                .filter(seat -> seat.agent().value().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    List<String> noted() {
        return ledger.notices().stream().map(notice -> new String(notice.leaf(), UTF_8)).toList();
    }

    Ticker ticker() {
        return ticker;
    }

    private static final class CountedIds implements Ids {
        private final String name;
        private int decisions;

        CountedIds(String name, int decisions) {
            this.name = name;
            this.decisions = decisions;
        }

        @Override
        public DecisionId decision() {
            return new DecisionId(name + "-" + decisions++);
        }

        @Override
        public String nonce() {
            return "00".repeat(16);
        }

        @Override
        public double draw() {
            return 0.99;
        }

        @Override
        public byte[] salt() {
            return new byte[32];
        }
    }
}
