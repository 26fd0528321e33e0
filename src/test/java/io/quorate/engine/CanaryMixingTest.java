package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.CanaryPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Protocol;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.core.reputation.Cause;
import io.quorate.engine.canary.Canaries;
import io.quorate.engine.canary.CanaryMixing;
import io.quorate.engine.canary.CanaryWish;
import io.quorate.engine.canary.InMemoryCanaries;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Means;
import io.quorate.engine.reputation.CanaryLessons;
import io.quorate.engine.reputation.Electorates;
import io.quorate.engine.reputation.InMemoryReputations;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.ReputationStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Canaries beside calls, in virtual time and with the book that learns.
class CanaryMixingTest {
    private static final PoolId FACTS = new PoolId("facts");
    private static final Submission CALL = Submission.ofAnswer("Which?", "This.");

    private final VirtualTime time = new VirtualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final Bureau.CountedIds ids = new Bureau.CountedIds();
    private final InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
    private final PoolPolicy pool = pool(new BigDecimal("0.5"));
    private final Policy policy = Policy.of(pool);
    private final List<Canary> filed = new ArrayList<>();
    private final Learning book = book();
    private final Means means = new Means(agents, time, ids, _ -> {}, time);
    private final CanaryMixing mixing =
            new CanaryMixing(
                    new InMemoryCanaries(),
                    () -> Map.of(FACTS, filed),
                    new Electorates(book),
                    means,
                    new CanaryLessons(book));
    private final Recorder recorder =
            new Recorder(ledger, time, ids, _ -> {}, Limits.DEFAULT, book);
    private final Validations validations =
            new Validations(() -> policy, recorder, ledger, book, means, mixing);

    private static PoolPolicy pool(BigDecimal share) {
        return PoolPolicy.named(FACTS)
                .agents(
                        Stream.of("ann", "bob", "cid", "dan")
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList())
                .canaries(new CanaryPolicy(Optional.empty(), share, Duration.ofDays(30)))
                .build();
    }

    private Learning book() {
        ReputationStore store = new InMemoryReputations().sidecar("test", _ -> {});
        return Learning.open(() -> policy, store, ledger, time, ids, _ -> {}, Duration.ofSeconds(1))
                                .toCompletableFuture()
                                .join()
                        instanceof ReputationStore.Answer.Done<Learning>(Learning opened)
                ? opened
                : null;
    }

    private CanaryMixingTest everybodyVotes(Choice choice) {
        for (String agent : List.of("ann", "bob", "cid", "dan")) {
            agents.votes(agent, choice, 20);
        }
        return this;
    }

    private static Canary canary(int number, Choice right) {
        return new Canary(
                new CanaryId("canary-" + number),
                Submission.ofAnswer("Which number?", "Number " + number),
                right);
    }

    private CompletionStage<Reply> call(int number) {
        return validations.validate(Bureau.asking("request-" + number, CALL), _ -> {});
    }

    /// Calls, a time apart, until nothing is left to do.
    private List<DecisionId> calls(int count, Duration apart) {
        List<CompletionStage<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(call(i));
            time.run(apart);
        }
        time.run();
        return replies.stream()
                .map(reply ->
                        ((Reply.Decided) reply.toCompletableFuture().join()).stored().record().id())
                .toList();
    }

    private List<BallotPaper> canariesSeenBy(String agent) {
        return agents.papers.stream()
                .filter(paper -> paper.agent().value().equals(agent))
                .filter(paper -> !paper.submission().equals(CALL))
                .toList();
    }

    private List<String> records(String kind) {
        return ledger.notices().stream()
                .filter(notice -> notice.kind().equals(kind))
                .map(notice -> new String(notice.leaf(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aCanaryTeachesAndIsOnRecordAndNoCallerSeesIt() {
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        everybodyVotes(Choice.ACCEPT).agents.votes("dan", Choice.REJECT, 30);
        List<DecisionId> decisions = calls(3, Duration.ofSeconds(1));
        List<BallotPaper> papers = canariesSeenBy("dan");
        assertEquals(1, papers.size(), "each is shown once");
        assertFalse(decisions.contains(papers.getFirst().decision()));
        assertEquals(1, records("canary").size());
        String record = records("canary").getFirst();
        assertTrue(record.contains("\"canary_id\":\"canary-1\""), record);
        assertTrue(record.contains(papers.getFirst().decision().value()), record);
        assertTrue(records("label").getFirst().contains("\"source\":\"CANARY\""));
        assertEquals(1, labelled("dan"));
        assertTrue(accuracy("dan") < accuracy("ann"));
    }

    @Test
    void whatOneTaughtCanBeTakenBack() {
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        everybodyVotes(Choice.ACCEPT).agents.votes("dan", Choice.REJECT, 30);
        calls(3, Duration.ofSeconds(1));
        double taught = accuracy("dan");
        Canaries canaries = new Canaries(new InMemoryCanaries(), () -> policy, book);
        CanaryWish.Revoke wish =
                new CanaryWish.Revoke(
                        new CanaryId("canary-1"), new Cause.Operator("olga", "it is wrong"));
        assertEquals(
                new Canaries.Reply.Given<>(new Canaries.Unlearnt(wish.canary(), 1)),
                replied(canaries.revoke(wish)));
        assertEquals(0, labelled("dan"));
        assertTrue(accuracy("dan") > taught);
        assertEquals(1, records("label_revoked").size());
        assertInstanceOf(Canaries.Reply.Refused.class, replied(canaries.revoke(wish)));
    }

    @Test
    void whoIsInQuarantineIsAskedInTheShadowAndCanRecover() {
        ids.drawn = 0;
        IntStream.range(0, 40).forEach(i -> filed.add(canary(i, Choice.ACCEPT)));
        everybodyVotes(Choice.ACCEPT).agents.votes("dan", Choice.REJECT, 30);
        IntStream.range(0, 9).forEach(this::callAndAwait);
        assertTrue(records("standing").getFirst().contains("\"to\":\"QUARANTINED\""));
        agents.papers.clear();
        agents.votes("dan", Choice.ACCEPT, 30);
        long labelled = labelled("dan");
        double accuracy = accuracy("dan");
        IntStream.range(9, 14).forEach(this::callAndAwait);
        assertEquals(
                5,
                agents.papers.stream()
                        .filter(paper -> paper.agent().value().equals("dan"))
                        .filter(paper -> paper.submission().equals(CALL))
                        .count());
        assertTrue(labelled("dan") >= labelled + 4, () -> labelled("dan") + " after " + labelled);
        assertTrue(accuracy("dan") > accuracy);
        assertEquals(1, records("standing").size(), "it is in quarantine still");
        String collected = records("collected").getLast();
        assertTrue(collected.contains("\"shadow_votes\":[{\"agent_id\":\"dan\""), collected);
    }

    private void callAndAwait(int number) {
        CompletionStage<Reply> reply = call(number);
        time.run(Duration.ofSeconds(1));
        assertInstanceOf(Reply.Decided.class, reply.toCompletableFuture().join());
    }

    private <T> Canaries.Reply<T> replied(CompletionStage<Canaries.Reply<T>> stage) {
        time.run();
        return stage.toCompletableFuture().join();
    }

    @Test
    void aPoolOfTwoRoundsReviewsItAndLearnsFromTheFirst() {
        PoolPolicy twice = pool.changed().protocol(Protocol.TWO_ROUND).build();
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        Vote no = Vote.of(new AgentId("dan"), Choice.REJECT, 0.9);
        Vote yes = Vote.of(new AgentId("dan"), Choice.ACCEPT, 0.9);
        everybodyVotes(Choice.ACCEPT)
                .agents
                .does(
                        "dan",
                        20,
                        paper ->
                                Answer.Voted.on(
                                        paper, paper.round() == 1 ? no : yes, Optional.empty()));
        mixing.asking(twice, Duration.ofSeconds(1));
        time.run(Duration.ofSeconds(1));
        mixing.asking(twice, Duration.ofSeconds(1));
        time.run();
        assertEquals(
                List.of(1, 2), canariesSeenBy("dan").stream().map(BallotPaper::round).toList());
        assertEquals(1, records("canary").size());
        assertEquals(1, labelled("dan"));
        assertTrue(accuracy("dan") < accuracy("ann"));
    }

    private double accuracy(String agent) {
        return book.page(pool).insight().of(new AgentId(agent)).accuracy();
    }

    private long labelled(String agent) {
        return book.page(pool).insight().of(new AgentId(agent)).record().labelledVotes();
    }

    @Test
    void itsPaperIsThatOfACall() {
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        everybodyVotes(Choice.ACCEPT);
        calls(3, Duration.ofSeconds(1));
        BallotPaper canary = canariesSeenBy("ann").getFirst();
        BallotPaper call = agents.papers.getFirst();
        assertEquals(call.round(), canary.round());
        assertEquals(call.nonce().length(), canary.nonce().length());
        assertNotEquals(call.nonce(), canary.nonce());
        assertEquals(Duration.ofMillis(450), Duration.between(begun(), call.deadline()));
        // The second call comes after one second, and the canary a second after that.
        assertEquals(Duration.ofMillis(2_450), Duration.between(begun(), canary.deadline()));
    }

    private static Instant begun() {
        return new VirtualTime().now();
    }

    @Test
    void theShareIsThatOfAllBallots() {
        IntStream.range(0, 400).forEach(i -> filed.add(canary(i, Choice.ACCEPT)));
        everybodyVotes(Choice.ACCEPT);
        // One half of all ballots is one canary for each call, but for the first.
        ids.drawn = 0.999;
        calls(50, Duration.ofMillis(100));
        assertEquals(49, canariesSeenBy("ann").size());
        assertEquals(50, agents.papers.size() / 4 - 49);
    }

    @Test
    void whoeverHangsOrBabblesHarmsNobody() {
        ids.drawn = 0;
        IntStream.range(0, 5).forEach(i -> filed.add(canary(i, Choice.ACCEPT)));
        everybodyVotes(Choice.ACCEPT)
                .agents
                .hangs("ann")
                .fails("bob", SilenceCause.FAILED, 10)
                .does(
                        "cid",
                        10,
                        paper ->
                                new Answer.Voted(
                                        Vote.of(new AgentId("dan"), Choice.REJECT, Double.NaN),
                                        paper.decision(),
                                        7,
                                        "ab",
                                        Optional.empty()));
        calls(5, Duration.ofSeconds(1));
        assertEquals(4, records("canary").size());
        assertEquals(4, labelled("dan"));
        assertEquals(0, labelled("ann"));
        assertEquals(0, agents.unfinished);
        assertTrue(records("canary").getFirst().contains("NOT_AUTHENTIC"));
    }

    @Test
    void whereNobodyAnswersItIsOnRecordAllTheSame() {
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        calls(3, Duration.ofSeconds(1));
        assertEquals(1, records("canary").size());
        assertEquals(List.of(), records("label"));
    }

    @Test
    void nobodyIsAskedOnceTheSidecarStops() {
        ids.drawn = 0;
        IntStream.range(0, 9).forEach(i -> filed.add(canary(i, Choice.ACCEPT)));
        agents.hangs("ann").hangs("bob").hangs("cid").hangs("dan");
        call(1);
        time.run(Duration.ofSeconds(1));
        call(2);
        time.run(Duration.ofMillis(1_100));
        assertEquals(1, canariesSeenBy("ann").size(), "one is under way");
        call(3);
        CompletableFuture<Void> drained = mixing.drain().toCompletableFuture();
        assertFalse(drained.isDone());
        time.run();
        assertTrue(drained.isDone());
        assertEquals(1, canariesSeenBy("ann").size(), "the next was left out");
        assertEquals(0, agents.unfinished);
    }

    @Test
    void noMoreThanSoManyAreUnderWay() {
        ids.drawn = 0;
        IntStream.range(0, 200).forEach(i -> filed.add(canary(i, Choice.ACCEPT)));
        agents.hangs("ann").hangs("bob").hangs("cid").hangs("dan");
        IntStream.range(0, 100).forEach(this::call);
        time.run(Duration.ofMillis(10));
        assertEquals(32, canariesSeenBy("ann").size());
        time.run();
        assertEquals(0, agents.unfinished);
    }

    @Test
    void theSameDrawsGiveTheSameRecords() {
        Seeds.forEach(
                5,
                random -> {
                    long seed = random.nextLong();
                    List<String> once = new CanaryMixingTest().played(new Random(seed));
                    assertEquals(once, new CanaryMixingTest().played(new Random(seed)));
                    assertFalse(once.isEmpty());
                });
    }

    private List<String> played(Random random) {
        IntStream.range(0, 20).forEach(i -> filed.add(canary(i, Choice.ACCEPT)));
        everybodyVotes(Choice.ACCEPT).agents.votes("dan", Choice.REJECT, 300);
        for (int i = 0; i < 40; i++) {
            ids.drawn = random.nextDouble();
            var _ = call(i);
            time.run(Duration.ofMillis(random.nextLong(400)));
        }
        time.run();
        return ledger.notices().stream()
                .map(notice -> new String(notice.leaf(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void noneIsMixedInWhereThePolicyWantsNone() {
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        mixing.asking(pool(BigDecimal.ZERO), Duration.ofSeconds(1));
        mixing.asking(pool(BigDecimal.ZERO), Duration.ofSeconds(1));
        time.run();
        assertEquals(List.of(), agents.papers);
    }

    @Test
    void aCallThatIsNotAskedBringsNone() {
        ids.drawn = 0;
        filed.add(canary(1, Choice.ACCEPT));
        everybodyVotes(Choice.ACCEPT);
        call(1);
        time.run(Duration.ofSeconds(1));
        assertInstanceOf(Reply.Decided.class, call(1).toCompletableFuture().join());
        time.run();
        assertEquals(List.of(), canariesSeenBy("ann"));
    }
}
