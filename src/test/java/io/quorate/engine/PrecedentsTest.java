package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same question again, while its first answer is fresh.
class PrecedentsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static PoolPolicy pool(String id, Duration reuseFor) {
        return PoolPolicy.named(new PoolId(id))
                .agents(
                        Stream.of("ann", "bob", "cid", "dan")
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList())
                .round(new RoundPolicy(RoundPolicy.EarlyDecision.ON, BigDecimal.ZERO, reuseFor))
                .build();
    }

    private static Bureau bureau(PoolPolicy... pools) {
        Bureau bureau = new Bureau(pools);
        all(bureau, Choice.ACCEPT);
        return bureau;
    }

    private static void all(Bureau bureau, Choice choice) {
        for (String voter : List.of("ann", "bob", "cid", "dan")) {
            bureau.agents.votes(voter, choice, 5);
        }
    }

    private static DecisionRecord record(Bureau bureau, Validation validation) {
        return bureau.decided(validation).stored().record();
    }

    @Test
    void theSameQuestionGetsTheFirstDecisionsFindings() {
        Bureau bureau = bureau(pool("facts", TEN_MINUTES));
        DecisionRecord first = record(bureau, Bureau.asking("one"));
        int asked = bureau.agents.papers.size();
        DecisionRecord again = record(bureau, Bureau.asking("two"));
        DecisionRecord third = record(bureau, Bureau.asking("three"));
        assertEquals(asked, bureau.agents.papers.size(), "nobody is asked again");
        assertEquals(Optional.of(first.id()), again.cachedFrom());
        assertEquals(Optional.of(first.id()), third.cachedFrom(), "always the first");
        assertEquals(first.findings(), again.findings());
        assertEquals(List.of(first.id()), bureau.learnt.stream().map(DecisionRecord::id).toList());
    }

    @Test
    void anythingElseIsAnotherQuestion() {
        Bureau bureau = bureau(pool("facts", TEN_MINUTES), pool("style", TEN_MINUTES));
        record(bureau, Bureau.asking("one", "facts"));
        Submission other = Submission.ofAnswer("Which?", "That.");
        for (Validation validation :
                List.of(Bureau.asking("two", other, "facts"), Bureau.asking("three", "style"))) {
            assertEquals(Optional.empty(), record(bureau, validation).cachedFrom());
        }
    }

    @Test
    void theAnswerGrowsOldFromTheFirstDecisionOn() {
        Bureau bureau = bureau(pool("facts", TEN_MINUTES));
        DecisionRecord first = record(bureau, Bureau.asking("one"));
        bureau.time.run(Duration.ofMinutes(9));
        assertEquals(Optional.of(first.id()), record(bureau, Bureau.asking("two")).cachedFrom());
        bureau.time.run(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), record(bureau, Bureau.asking("three")).cachedFrom());
    }

    @Test
    void whatWasNotAgreedOnIsAskedAgain() {
        Bureau bureau = bureau(pool("facts", TEN_MINUTES));
        bureau.agents.votes("ann", Choice.REJECT, 5).votes("bob", Choice.REJECT, 5);
        assertEquals(
                Verdict.NO_CONSENSUS,
                record(bureau, Bureau.asking("one")).findings().outcome().verdict());
        all(bureau, Choice.REJECT);
        DecisionRecord second = record(bureau, Bureau.asking("two"));
        assertEquals(Optional.empty(), second.cachedFrom());
        assertEquals(Optional.of(second.id()), record(bureau, Bureau.asking("three")).cachedFrom());
    }

    @Test
    void theShortestTimeOfAllPoolsHolds() {
        Bureau bureau = bureau(pool("facts", TEN_MINUTES), pool("style", Duration.ZERO));
        record(bureau, Bureau.asking("one"));
        assertEquals(Optional.empty(), record(bureau, Bureau.asking("two")).cachedFrom());
    }

    @Test
    void votesThatCallersBringAreNeverReplaced() {
        Bureau bureau = bureau(pool("facts", TEN_MINUTES));
        record(bureau, Bureau.asking("one"));
        GivenVotes given =
                new GivenVotes(
                        "",
                        Bureau.asking("two").request(),
                        new PoolId("facts"),
                        Bureau.asking("two").submission(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Reply.Decided decided =
                (Reply.Decided) bureau.decisions.decide(given).toCompletableFuture().join();
        assertEquals(Optional.empty(), decided.stored().record().cachedFrom());
    }
}
