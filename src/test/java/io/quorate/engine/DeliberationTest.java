package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.consensus.Pools;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.draft.DeliberationDraft;
import io.quorate.engine.draft.DeliberationDraft.Proposed;
import io.quorate.engine.draft.DeliberationReader;
import io.quorate.engine.draft.Draft;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Both rounds brought by a caller, from the draft to the record.
class DeliberationTest {
    private static final Draft.Names NAMES = new Draft.Names("candidates", "choice");

    private final Bureau bureau =
            new Bureau(
                    PoolPolicy.of(
                            new PoolId("facts"),
                            IntStream.range(0, 4)
                                    .mapToObj(i ->
                                            AgentPolicy.of(
                                                    Pools.agent(i), new FaultDomain("d" + i)))
                                    .toList()));

    @Test
    void theVotesOnTheAnswersDecideAndBothRoundsAreRecorded() {
        Reply.Decided decided = decided(draft("1", List.of("42", "42.", "41", "42"), 0, 0, 1, 3));
        List<RoundReport> rounds = decided.stored().record().findings().pools().getFirst().rounds();
        List<ProposedAnswer> answers = ProposedAnswer.of(decided.stored().record());
        assertEquals(List.of(1, 2), rounds.stream().map(RoundReport::number).toList());
        assertEquals(2, answers.size());
        ProposedAnswer won =
                answers.stream()
                        .filter(answer -> answer.authors().contains(Pools.agent(0)))
                        .findFirst()
                        .orElseThrow();
        assertEquals(List.of(Pools.agent(0), Pools.agent(1), Pools.agent(3)), won.authors());
        assertEquals(Outcome.agreed(won.choice()), decided.stored().record().findings().outcome());
    }

    @Test
    void unanimousAnswersAreOneRound() {
        Reply.Decided decided = decided(draft("1", List.of("42", "42", "42", "42")));
        assertEquals(1, decided.stored().record().findings().pools().getFirst().rounds().size());
        assertEquals(Verdict.ACCEPTED, decided.stored().record().findings().outcome().verdict());
    }

    @Test
    void withoutVotesOnDifferentAnswersThereIsNoConsensus() {
        Reply.Decided decided = decided(draft("1", List.of("1", "2", "3", "4")));
        assertEquals(
                Outcome.noConsensus(OutcomeReason.QUORUM_NOT_REACHED),
                decided.stored().record().findings().outcome());
    }

    @Test
    void whereNobodyHasAnAnswerThereIsNoneToVoteFor() {
        Reply.Decided decided = decided(draft("1", List.of("", " ", "", "")));
        assertEquals(List.of(), ProposedAnswer.of(decided.stored().record()));
        assertEquals(
                Verdict.NO_CONSENSUS, decided.stored().record().findings().outcome().verdict());
    }

    @Test
    void theSameRequestGetsTheStoredDecision() {
        DeliberationDraft draft = draft("1", List.of("42", "41", "42", "42"), 0, 0, 0, 0);
        Reply.Decided first = decided(draft);
        Reply.Decided again = decided(draft);
        assertInstanceOf(Reply.Replay.Again.class, again.replayed());
        assertArrayEquals(first.stored().leaf(), again.stored().leaf());
        assertInstanceOf(
                Refusal.RequestIdReused.class,
                ((Reply.Refused) reply(draft("1", List.of("42", "41", "42", "42"), 1, 1, 1, 1)))
                        .refusal());
    }

    @Test
    void aDefectIsAFaultOfThatProposalAlone() {
        List<Proposed> proposals = new ArrayList<>(proposals(List.of("42", "42", "42", "42")));
        proposals.set(
                2,
                new Proposed(
                        "a2",
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        "",
                        new Field.Unreadable<>("is not a time")));
        Reply.Decided decided = decided(draft("1", proposals, List.of()));
        RoundReport first =
                decided.stored().record().findings().pools().getFirst().rounds().getFirst();
        assertEquals(FaultKind.MALFORMED, first.faults().getFirst().kind());
        assertTrue(first.faults().getFirst().evidence().contains("is not a time"));
    }

    @Test
    void theReaderNamesEverythingThatIsWrong() {
        Draft.Asked asked =
                new Draft.Asked(
                        Optional.of("42"),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        List.of(),
                        "",
                        "",
                        Map.of(),
                        new Field.Absent<>());
        DeliberationDraft.Span span =
                new DeliberationDraft.Span(new Field.Unreadable<>("is odd"), new Field.Absent<>());
        Reading<GivenDeliberation> reading =
                DeliberationReader.read(
                        new DeliberationDraft(
                                "",
                                "",
                                "facts",
                                Optional.of(asked),
                                List.of(),
                                List.of(),
                                span,
                                span,
                                Optional.empty()),
                        NAMES);
        assertEquals(
                List.of(
                        "request_id",
                        "submission",
                        "submission.question",
                        "proposals",
                        "proposing_window.opened_at",
                        "voting_window.opened_at"),
                ((Reading.Refused<GivenDeliberation>) reading)
                        .refusal().violations().stream().map(Refusal.Violation::field).toList());
    }

    private Reply.Decided decided(DeliberationDraft draft) {
        return assertInstanceOf(Reply.Decided.class, reply(draft));
    }

    private Reply reply(DeliberationDraft draft) {
        CompletableFuture<Reply> reply =
                switch (DeliberationReader.read(draft, NAMES)) {
                    case Reading.Read<GivenDeliberation>(GivenDeliberation given) ->
                            bureau.decisions.deliberate(given).toCompletableFuture();
                    case Reading.Refused<GivenDeliberation>(var refusal) ->
                            throw new AssertionError(refusal);
                };
        bureau.time.run();
        return reply.join();
    }

    /// @param backed for each agent, the author whose answer it votes for
    private static DeliberationDraft draft(String request, List<String> answers, int... backed) {
        List<Draft.Cast> votes = new ArrayList<>();
        for (int author : backed) {
            AgentId voter = Pools.agent(votes.size());
            votes.add(
                    new Draft.Cast(
                            voter.value(),
                            Optional.of(new Draft.Picked.Candidate(Pools.agent(author).value())),
                            Optional.empty(),
                            OptionalDouble.of(0.9),
                            OptionalDouble.empty(),
                            "",
                            List.of(),
                            new Field.Absent<>(),
                            new Field.Absent<>()));
        }
        return draft(request, proposals(answers), votes);
    }

    private static List<Proposed> proposals(List<String> answers) {
        List<Proposed> proposals = new ArrayList<>();
        for (String answer : answers) {
            proposals.add(
                    new Proposed(
                            Pools.agent(proposals.size()).value(),
                            Optional.of(answer),
                            Optional.empty(),
                            OptionalDouble.empty(),
                            "",
                            new Field.Absent<>()));
        }
        return proposals;
    }

    private static DeliberationDraft draft(
            String request, List<Proposed> proposals, List<Draft.Cast> votes) {
        DeliberationDraft.Span unbounded =
                new DeliberationDraft.Span(new Field.Absent<>(), new Field.Absent<>());
        return new DeliberationDraft(
                request,
                "",
                "facts",
                Optional.of(
                        new Draft.Asked(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "What is it?",
                                List.of(),
                                "",
                                "",
                                Map.of(),
                                new Field.Absent<>())),
                proposals,
                votes,
                unbounded,
                unbounded,
                Optional.empty());
    }
}
