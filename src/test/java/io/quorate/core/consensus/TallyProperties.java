package io.quorate.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.Exhaustive;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Vote;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A naive twin counts the same votes: votes by name in maps, quorums by trying every split of the
/// seats, weights in big integers.
class TallyProperties {
    private static final int SEATS_MAX = 12;

    /// What a seat can do beside voting for one of the choices: abstain or be silent.
    private static final int OTHERWISE = 2;

    @Test
    void theTwinAgreesOnEveryTallyOfEqualWeights() {
        for (List<Choice> choices : List.of(Pools.ANSWER, Pools.THREE)) {
            for (int n = 1; n <= SEATS_MAX; n++) {
                Electorate electorate = Pools.equal(n, choices);
                Exhaustive.splits(
                        n,
                        choices.size() + OTHERWISE,
                        split -> compare(electorate, seatsOf(split)));
            }
        }
    }

    @Test
    void theTwinAgreesOnEveryVoteOfUnequalWeights() {
        long[] weights = {3_000_000, 1, 999_999, 0, 7_500_000, 2_000_000, 2_000_000};
        int[] domains = {0, 1, 2, 3, 0, 4, 5};
        for (int n = 1; n <= weights.length; n++) {
            Electorate electorate =
                    Pools.of(Arrays.copyOf(weights, n), Arrays.copyOf(domains, n), Pools.ANSWER);
            Exhaustive.sequences(
                    n, Pools.ANSWER.size() + OTHERWISE, votes -> compare(electorate, votes));
        }
    }

    private static int[] seatsOf(int[] split) {
        int[] votes = new int[Arrays.stream(split).sum()];
        int seat = 0;
        for (int kind = 0; kind < split.length; kind++) {
            for (int i = 0; i < split[kind]; i++) {
                votes[seat++] = kind;
            }
        }
        return votes;
    }

    private static void compare(Electorate electorate, int[] votes) {
        Optional<Choice> agreed = naivelyAgreed(electorate, votes);
        Outcome outcome =
                Rounds.decide(electorate, Pools.rules(), ballots(electorate, votes)).outcome();
        assertEquals(
                agreed,
                outcome.reason() == OutcomeReason.QUORUM ? outcome.choice() : Optional.empty(),
                () -> Arrays.toString(votes) + " of " + electorate);
    }

    private static List<Ballot> ballots(Electorate electorate, int[] votes) {
        List<Choice> choices = electorate.choices();
        List<Ballot> ballots = new ArrayList<>();
        for (int seat = 0; seat < votes.length; seat++) {
            if (votes[seat] == choices.size()) {
                ballots.add(Ballot.vouched(Vote.abstention(Pools.agent(seat), "")));
            } else if (votes[seat] < choices.size()) {
                Choice choice = choices.get(votes[seat]);
                ballots.add(Ballot.vouched(Vote.of(Pools.agent(seat), choice, 0.5)));
            }
        }
        return ballots;
    }

    private static Optional<Choice> naivelyAgreed(Electorate electorate, int[] votes) {
        Map<Choice, List<Seat>> supporters = new HashMap<>();
        BigInteger all = BigInteger.ZERO;
        for (int i = 0; i < votes.length; i++) {
            Seat seat = electorate.seats().get(i);
            all = all.add(BigInteger.valueOf(seat.weight()));
            if (votes[i] < electorate.choices().size()) {
                supporters
                        .computeIfAbsent(electorate.choices().get(votes[i]), _ -> new ArrayList<>())
                        .add(seat);
            }
        }
        for (Map.Entry<Choice, List<Seat>> each : supporters.entrySet()) {
            BigInteger weight = BigInteger.ZERO;
            for (Seat seat : each.getValue()) {
                weight = weight.add(BigInteger.valueOf(seat.weight()));
            }
            boolean heavy =
                    all.signum() > 0
                            && weight.multiply(BigInteger.valueOf(3))
                                            .compareTo(all.multiply(BigInteger.TWO))
                                    >= 0;
            if (heavy && each.getValue().size() >= naiveQuorum(votes.length)) {
                return Optional.of(each.getKey());
            }
        }
        return Optional.empty();
    }

    /// The least number of heads such that two sets of that many seats always share an honest seat,
    /// when as many are faulty as three times that many and one more do not exceed all.
    private static int naiveQuorum(int n) {
        int faulty = 0;
        while (3 * (faulty + 1) + 1 <= n) {
            faulty++;
        }
        int heads = 0;
        while (heads + heads - n <= faulty) {
            heads++;
        }
        return heads;
    }
}
