package io.quorate.core.consensus.deliberation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BothRoundsTest {
    private static final Digest QUESTION = Digest.of(new byte[0]);

    @Test
    void aVoteNamesAnAuthorAndIsForItsAnswer() {
        // Two wordings of one answer: votes for either author are for the same.
        BothRounds played =
                play(
                        List.of("42", "42.", "41", "43"),
                        List.of(backing(0, 0), backing(1, 1), backing(2, 0), backing(3, 3)));
        assertEquals(1, played.earlier().size());
        assertEquals(OutcomeReason.QUORUM, played.conclusion().outcome().reason());
        assertEquals(
                3,
                played.conclusion()
                        .account()
                        .report()
                        .tally()
                        .choices()
                        .getFirst()
                        .count()
                        .heads());
    }

    @Test
    void unanimousAnswersNeedNoSecondRound() {
        BothRounds played =
                play(List.of("42", "42", "42", "42"), List.of(backing(0, 1), backing(1, 1)));
        assertEquals(List.of(), played.earlier());
        assertEquals(Outcome.agreed(new Choice("answer-1")), played.conclusion().outcome());
        assertEquals(1, played.conclusion().account().report().number());
    }

    @Test
    void aVoteForSomebodyWithoutAnAnswerIsAFaultOfThatVote() {
        BothRounds played =
                play(List.of("42", "42", "42", "41"), List.of(backing(0, 7), backing(1, 0)));
        assertEquals(new Reception.NotAdmitted(FaultKind.UNKNOWN_CHOICE), reception(played, 0));
        assertInstanceOf(Reception.Admitted.class, reception(played, 1));
    }

    @Test
    void theNameOfAnAnswerIsNotThatOfAnAuthor() {
        BothRounds played =
                play(
                        List.of("42", "42", "42", "41"),
                        List.of(Vote.of(Pools.agent(0), new Choice("answer-1"), 1)));
        assertEquals(new Reception.NotAdmitted(FaultKind.UNKNOWN_CHOICE), reception(played, 0));
    }

    @Test
    void noneOfTheAnswersCanWin() {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            votes.add(Vote.of(Pools.agent(i), Choice.NONE, 0.9));
        }
        assertEquals(
                Outcome.agreed(Choice.NONE),
                play(List.of("1", "2", "3", "4"), votes).conclusion().outcome());
    }

    @Test
    void aSignedVoteIsNotWhatItsAgentCouldHaveSigned() {
        Vote bare = backing(0, 0);
        Vote signed =
                new Vote(
                        bare.agent(),
                        bare.choice(),
                        bare.confidence(),
                        bare.score(),
                        "",
                        List.of(),
                        Optional.empty(),
                        Optional.of(new Signature(QUESTION.hex(), 2, Rounds.NONCE, "00")),
                        Optional.empty());
        BothRounds played = play(List.of("42", "42", "42", "41"), List.of(signed));
        assertEquals(new Reception.NotAdmitted(FaultKind.MALFORMED), reception(played, 0));
    }

    @Test
    void theOrderOfProposalsAndVotesDoesNotMatter() {
        List<Proposal> proposals = proposals(List.of("a", "b", "A.", "b."));
        assertEquals(
                Answers.of(QUESTION, proposals).candidates(),
                Answers.of(QUESTION, proposals.reversed()).candidates());
    }

    private static Reception reception(BothRounds played, int seat) {
        return played.conclusion().account().report().receptions().get(seat);
    }

    private static Vote backing(int agent, int author) {
        return Vote.of(Pools.agent(agent), new Choice(Pools.agent(author).value()), 0.9);
    }

    private static List<Proposal> proposals(List<String> answers) {
        List<Proposal> proposals = new ArrayList<>();
        for (String answer : answers) {
            proposals.add(Proposal.vouched(Pools.agent(proposals.size()), answer));
        }
        return proposals;
    }

    private static BothRounds play(List<String> texts, List<Vote> votes) {
        List<Proposal> proposals = proposals(texts);
        Answers answers = Answers.of(QUESTION, proposals);
        return BothRounds.of(
                opening(texts.size(), answers.choices()),
                answers,
                proposals,
                choices -> opening(texts.size(), choices),
                votes,
                Rounds.NOW);
    }

    private static Opening opening(int seats, List<Choice> choices) {
        return Rounds.opening(Pools.equal(seats, choices), Pools.rules());
    }
}
