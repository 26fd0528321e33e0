package io.quorate.core.consensus.deliberation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.deliberation.Deliberation.Ended;
import io.quorate.core.consensus.deliberation.Deliberation.Review;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Vote;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// First rounds over given choices; those over proposals are shown as scenarios.
class FirstRoundTest {

    @Test
    void unanimityAcrossFourDomainsEndsTheMatter() {
        Conclusion conclusion = decide(Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT);
        Deliberation deliberation = FirstRound.of(conclusion);
        assertEquals(conclusion, assertInstanceOf(Ended.class, deliberation).conclusion());
        assertEquals(1, deliberation.clusters().size());
    }

    @Test
    void oneDissenterCallsForTheSecondRoundAlthoughThereIsAQuorum() {
        Conclusion conclusion =
                decide(Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT, Choice.REJECT);
        Review review = assertInstanceOf(Review.class, FirstRound.of(conclusion));
        assertEquals(Pools.ANSWER, review.choices());
        assertEquals(Optional.of(Choice.REJECT), review.choiceOf(Pools.agent(4)));
        assertEquals(Optional.empty(), review.choiceOf(Pools.agent(5)));
    }

    @Test
    void votesThatWereNotReadCallForTheSecondRound() {
        List<Ballot> four = ballots(Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT, Choice.ACCEPT);
        Conclusion conclusion =
                Rounds.conclusion(
                        Rounds.open(Pools.equal(5, Pools.ANSWER), Pools.rules())
                                .apply(new Event.Arrived(delivered(four), Rounds.NOW))
                                .round());
        assertInstanceOf(Review.class, FirstRound.of(conclusion));
    }

    @Test
    void nobodysVoteEndsTheMatter() {
        Conclusion conclusion =
                Rounds.decide(Pools.equal(4, Pools.ANSWER), Pools.rules(), List.of());
        assertInstanceOf(Ended.class, FirstRound.of(conclusion));
    }

    private static Conclusion decide(Choice... choices) {
        return Rounds.decide(
                Pools.equal(choices.length, Pools.ANSWER), Pools.rules(), ballots(choices));
    }

    private static List<Ballot> delivered(List<Ballot> ballots) {
        return ballots.stream().map(ballot -> Rounds.delivered(ballot.vote())).toList();
    }

    private static List<Ballot> ballots(Choice... choices) {
        List<Ballot> ballots = new ArrayList<>();
        for (int i = 0; i < choices.length; i++) {
            ballots.add(Ballot.vouched(Vote.of(Pools.agent(i), choices[i], 0.5)));
        }
        return ballots;
    }
}
