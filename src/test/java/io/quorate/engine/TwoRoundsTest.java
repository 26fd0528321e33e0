package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.deliberation.Proposal;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.BudgetPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.PoolPolicyBuilder;
import io.quorate.core.policy.Protocol;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.Argument;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A pool that decides in two rounds, with agents that are asked.
class TwoRoundsTest {
    private static final Submission QUESTION = Submission.ofAnswer("What is the capital?", "");

    private static PoolPolicyBuilder pool() {
        return PoolPolicy.named(new PoolId("capitals"))
                .protocol(Protocol.TWO_ROUND)
                .agents(
                        Stream.of("ann", "bob", "cid", "dan")
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList());
    }

    /// Answers alone, and afterwards votes for the candidate with some words.
    private static Function<BallotPaper, Answer> says(String answer, String votes) {
        return paper ->
                switch (paper.task()) {
                    case PROPOSE ->
                            Answer.Proposed.on(
                                    paper, proposal(paper.agent(), answer), Optional.empty());
                    case VOTE ->
                            Answer.Voted.on(
                                    paper,
                                    Vote.of(paper.agent(), named(paper, votes), 0.9),
                                    Optional.empty());
                };
    }

    private static Proposal proposal(AgentId agent, String answer) {
        return new Proposal(
                agent,
                Optional.of(answer),
                OptionalDouble.empty(),
                "it is " + answer,
                new Provenance.Vouched(),
                Optional.empty(),
                Optional.empty());
    }

    private static Choice named(BallotPaper paper, String text) {
        return ((Matter.Candidates) paper.submission().matter())
                .candidates().stream()
                        .filter(each -> each.text().equals(text))
                        .map(Matter.Candidate::choice)
                        .findFirst()
                        .orElse(Choice.NONE);
    }

    private static PoolOutcome outcome(Reply.Decided decided) {
        return decided.stored().record().findings().pools().getFirst();
    }

    @Test
    void agentsAnswerAloneAndThenVoteOnAllAnswers() {
        Bureau bureau = new Bureau(pool().build());
        bureau.agents
                .does("ann", 20, says("Paris", "Paris"))
                .does("bob", 30, says("Paris.", "Paris"))
                .does("cid", 40, says("Lyon", "Paris"))
                .does("dan", 50, says("Nice", "Nice"));
        Reply.Decided decided = bureau.decided(Bureau.asking("r", QUESTION));
        PoolOutcome outcome = outcome(decided);
        assertEquals(Verdict.ACCEPTED, outcome.outcome().verdict());
        assertEquals(2, outcome.rounds().size());
        List<ProposedAnswer> answers = ProposedAnswer.told(decided.stored());
        ProposedAnswer won =
                answers.stream()
                        .filter(each ->
                                Optional.of(each.choice()).equals(outcome.outcome().choice()))
                        .findFirst()
                        .orElseThrow();
        assertEquals("Paris", won.text());
        assertEquals(List.of(new AgentId("ann"), new AgentId("bob")), won.authors());
        assertEquals(3, answers.size());
    }

    @Test
    void nobodySeesAnAnswerBeforeAllAreIn() {
        Bureau bureau = new Bureau(pool().build());
        Stream.of("ann", "bob", "cid")
                .forEach(agent -> bureau.agents.does(agent, 20, says("Paris", "Paris")));
        bureau.agents.does("dan", 120, says("Lyon", "Paris"));
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r", QUESTION));
        bureau.time.run(Duration.ofMillis(119));
        assertTrue(bureau.agents.papers.stream().allMatch(paper -> paper.task() == Task.PROPOSE));
        assertTrue(bureau.agents.papers.stream().allMatch(p -> p.arguments().isEmpty()));
        bureau.time.run();
        assertInstanceOf(Reply.Decided.class, reply.join());
        List<BallotPaper> second =
                bureau.agents.papers.stream().filter(paper -> paper.round() == 2).toList();
        assertEquals(4, second.size());
        List<Argument> said = second.getFirst().arguments();
        assertEquals(2, said.size(), "equal reasons are told once");
        assertTrue(said.stream().anyMatch(each -> each.reasoning().equals("it is Lyon")));
    }

    @Test
    void whoeverIsUnanimousAcrossFourDomainsIsDone() {
        Bureau bureau = new Bureau(pool().build());
        Stream.of("ann", "bob", "cid", "dan")
                .forEach(agent -> bureau.agents.does(agent, 20, says("Paris", "Lyon")));
        PoolOutcome outcome = outcome(bureau.decided(Bureau.asking("r", QUESTION)));
        assertEquals(Verdict.ACCEPTED, outcome.outcome().verdict());
        assertEquals(1, outcome.rounds().size());
    }

    @Test
    void theSlowHaveHalfOfTheTimeAndTheSecondRoundStopsEarly() {
        Bureau bureau = new Bureau(pool().build());
        bureau.agents
                .does("ann", 20, says("Paris", "Paris"))
                .does("bob", 20, says("Paris", "Paris"))
                .does("cid", 20, says("Lyon", "Paris"))
                .hangs("dan");
        CompletableFuture<Reply> reply = bureau.begin(Bureau.asking("r", QUESTION));
        bureau.time.run(Duration.ofMillis(244));
        assertTrue(!reply.isDone());
        bureau.time.run(Duration.ofMillis(1));
        PoolOutcome outcome = outcome((Reply.Decided) reply.join());
        assertEquals(Verdict.ACCEPTED, outcome.outcome().verdict());
        assertInstanceOf(
                Reception.NotNeeded.class, outcome.rounds().getLast().receptions().getLast());
        assertEquals(0, bureau.agents.unfinished);
    }

    @Test
    void whatIsWrongWithOneAnswerIsItsAgentsFault() {
        Bureau bureau = new Bureau(pool().build());
        bureau.agents
                .does("ann", 20, says("Paris", "Paris"))
                .does("bob", 20, says("Paris", "Paris"))
                .does(
                        "cid",
                        20,
                        paper ->
                                Answer.Voted.on(
                                        paper,
                                        Vote.of(paper.agent(), Choice.ACCEPT, 1),
                                        Optional.empty()))
                .fails("dan", SilenceCause.UNREACHABLE, 20);
        PoolOutcome outcome = outcome(bureau.decided(Bureau.asking("r", QUESTION)));
        assertEquals(FaultKind.MALFORMED, outcome.rounds().getFirst().faults().getFirst().kind());
        assertEquals(
                new Reception.Silent(SilenceCause.UNREACHABLE),
                outcome.rounds().getFirst().receptions().getLast());
        assertEquals(2, outcome.rounds().size());
    }

    @Test
    void givenAnswersAreVotedOnTwiceAndTheReasonsAreHeardInBetween() {
        Bureau bureau = new Bureau(pool().build());
        Stream.of("ann", "bob", "cid")
                .forEach(agent -> bureau.agents.votes(agent, Choice.ACCEPT, 20));
        bureau.agents.does(
                "dan",
                20,
                paper ->
                        Answer.Voted.on(
                                paper,
                                paper.round() == 1
                                        ? objection(paper.agent())
                                        : Vote.of(paper.agent(), Choice.ACCEPT, 0.8),
                                Optional.empty()));
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(2, outcome(decided).rounds().size());
        assertEquals(
                List.of(new Argument(Choice.REJECT, "No source says so.")),
                bureau.agents.papers.getLast().arguments());
        assertEquals(List.of(), decided.stored().record().unenforced());
    }

    private static Vote objection(AgentId agent) {
        return new Vote(
                agent,
                Optional.of(Choice.REJECT),
                OptionalDouble.of(0.8),
                OptionalDouble.empty(),
                "No source says so.",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void bothRoundsAreOfOnePurse() {
        Bureau bureau =
                new Bureau(
                        pool().budget(new BudgetPolicy(Optional.of(6), Optional.empty())).build());
        Stream.of("ann", "bob", "cid", "dan")
                .forEach(agent -> bureau.agents.does(agent, 20, says(agent, "ann")));
        PoolOutcome outcome = outcome(bureau.decided(Bureau.asking("r", QUESTION)));
        assertEquals(6, bureau.agents.papers.size());
        assertTrue(
                outcome.rounds()
                        .getLast()
                        .receptions()
                        .contains(new Reception.Silent(SilenceCause.OVER_BUDGET)));
    }

    @Test
    void nobodyAnswersAndThatIsTheOutcome() {
        Bureau bureau = new Bureau(pool().build());
        Reply.Decided decided = bureau.decided(Bureau.asking("r", QUESTION));
        assertEquals(Verdict.NO_CONSENSUS, outcome(decided).outcome().verdict());
        assertEquals(List.of(), ProposedAnswer.told(decided.stored()));
    }

    @Test
    void aQuestionAloneIsOnlyForOnePoolOfTwoRounds() {
        Bureau other = new Bureau(pool().protocol(Protocol.SINGLE_ROUND).build());
        assertInstanceOf(Refusal.InvalidFields.class, other.refused(Bureau.asking("r", QUESTION)));
        PoolPolicy more = PoolPolicy.named(new PoolId("more")).build();
        assertInstanceOf(
                Refusal.InvalidFields.class,
                new Bureau(pool().build(), more).refused(Bureau.asking("r", QUESTION)));
    }
}
