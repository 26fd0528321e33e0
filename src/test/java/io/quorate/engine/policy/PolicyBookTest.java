package io.quorate.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.policy.PolicyLeaf;
import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.audit.policy.PolicyRecord.Occasion;
import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.host.policyfile.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PolicyBookTest {
    private static final PolicyFile READER = new PolicyFile(_ -> false);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Log log = new Log();
    private final Clock clock = new Clock();
    private final List<Signals.Signal> signals = new ArrayList<>();

    @Test
    void theFirstStartIsRecordedWithoutAPolicyBefore() {
        PolicyBook book = open(4);
        assertEquals(loaded(4).policy(), book.current());
        PolicyRecord start = log.placed.getFirst();
        assertEquals(Occasion.START, start.occasion());
        assertEquals(book.current().digest(), start.digest());
        assertEquals(Optional.empty(), start.previous());
        assertEquals(List.of(book.current().digest()), log.kept);
    }

    @Test
    void aStartTellsWhatChangedSinceTheLastPolicyOfThisLog() {
        Loaded before = loaded(4);
        log.latest =
                new PolicyArchive.Latest.Found(
                        before.policy().digest(),
                        Optional.of(
                                new PolicyArchive.Kept(
                                        before.policy().digest(), NOW, before.text())));
        open(7);
        PolicyRecord start = log.placed.getFirst();
        assertEquals(Optional.of(before.policy().digest()), start.previous());
        assertEquals("min_agents of pool facts changes from 4 to 7.", start.changes().getLast());
    }

    @Test
    void aReplacementTakesEffectAndIsRecordedWithItsDifference() {
        PolicyBook book = open(4);
        replace(book, 4, 7);
        assertEquals(loaded(7).policy(), book.current());
        PolicyRecord change = log.placed.getLast();
        assertEquals(Occasion.RELOAD, change.occasion());
        assertEquals(Optional.of(loaded(4).policy().digest()), change.previous());
        assertTrue(
                change.changes().contains("min_agents of pool facts changes from 4 to 7."),
                change.changes()::toString);
        assertTrue(log.kept.contains(loaded(7).policy().digest()));
    }

    @Test
    void aPolicyTakesEffectWhileTheLogIsAwayAndItsRecordsFollowInOrder() {
        log.away = true;
        log.latest = new PolicyArchive.Latest.Unavailable("planted");
        PolicyBook book = open(4);
        replace(book, 4, 7);
        replace(book, 7, 10);
        assertEquals(loaded(10).policy(), book.current());
        clock.runAll();
        assertEquals(List.of(), log.placed);
        log.latest = new PolicyArchive.Latest.None();
        clock.runAll();
        log.away = false;
        clock.runAll();
        assertEquals(
                List.of(Occasion.START, Occasion.RELOAD, Occasion.RELOAD),
                log.placed.stream().map(PolicyRecord::occasion).toList());
        assertEquals(loaded(10).policy().digest(), log.placed.getLast().digest());
    }

    @Test
    void whatCannotBeRecordedForLongIsCounted() {
        log.away = true;
        PolicyBook book = open(4);
        for (int i = 0; i < 1_500; i++) {
            replace(book, 4 + i % 2, 5 - i % 2);
        }
        log.away = false;
        clock.runAll();
        long passed = log.placed.stream().mapToLong(PolicyRecord::passed).sum();
        assertEquals(1_501, log.placed.size() + passed);
        assertEquals(book.current().digest(), log.placed.getLast().digest());
    }

    @Test
    void aRejectedFileIsToldUntilItIsMended() {
        PolicyBook book = open(4);
        List<LocatedProblem> problems =
                List.of(LocatedProblem.ofFile("policy.yaml", "is broken", "mend it"));
        book.reject(problems);
        assertEquals(problems, book.inForce().rejection().orElseThrow().problems());
        assertEquals(loaded(4).policy(), book.current());
        book.recover();
        assertEquals(Optional.empty(), book.inForce().rejection());
        book.miss(problems.getFirst());
        replace(book, 4, 7);
        assertEquals(Optional.empty(), book.inForce().rejection());
        assertEquals(
                List.of("REJECTED", "RETURNED", "VANISHED", "REPLACED"),
                signals.stream()
                        .map(signal ->
                                assertInstanceOf(Signals.Signal.PolicyFileSeen.class, signal)
                                        .what()
                                        .name())
                        .toList());
    }

    private PolicyBook open(int minAgents) {
        return PolicyBook.open(loaded(minAgents), READER, log, log, clock, signals::add);
    }

    private static void replace(PolicyBook book, int before, int after) {
        book.replace(
                loaded(after),
                PolicyDifference.between(loaded(before).policy(), loaded(after).policy()));
    }

    private static Loaded loaded(int minAgents) {
        String text = "consensus: {agent_pools: {facts: {min_agents: " + minAgents + "}}}";
        return assertInstanceOf(
                Loaded.class, READER.read("policy.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A log that can be away, and the archive beside it.
    private static final class Log implements Ledger, PolicyArchive {
        private final List<PolicyRecord> placed = new ArrayList<>();
        private final List<Digest> kept = new ArrayList<>();
        private Latest latest = new Latest.None();
        private boolean away;

        @Override
        public Origin origin() {
            return new Origin("test");
        }

        @Override
        public CompletionStage<Noted> note(Notice notice) {
            if (away) {
                return CompletableFuture.completedStage(new Noted.Unavailable("planted"));
            }
            PolicyRecord record = PolicyLeaf.read(notice.leaf());
            assertTrue(kept.contains(record.digest()), "the text comes first");
            placed.add(record);
            return CompletableFuture.completedStage(
                    new Noted.Placed(placed.size(), Digest.of(notice.leaf())));
        }

        @Override
        public void keep(Kept policy) {
            kept.add(policy.digest());
        }

        @Override
        public CompletionStage<Latest> latest(Origin origin) {
            return CompletableFuture.completedStage(latest);
        }

        @Override
        public CompletionStage<PolicyArchive.Lookup> find(Digest digest) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public CompletionStage<Changes> changes(int limit, Optional<String> after) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public Taking takeSequence() {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public void forgo(long sequence) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public CompletionStage<Append> append(Entry entry) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public CompletionStage<Ledger.Lookup> find(DecisionId id) {
            throw new IllegalStateException("not asked here");
        }
    }

    /// Puts tasks off until the test runs them.
    private static final class Clock implements Ticker {
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void after(Duration delay, Runnable task) {
            tasks.add(task);
        }

        void runAll() {
            for (int left = tasks.size(); left > 0; left--) {
                tasks.remove().run();
            }
        }
    }
}
