package io.quorate.core.consensus.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Exhaustive;
import io.quorate.Seeds;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A round that stops as soon as its outcome is certain, against one that reads everything: for
/// every tally that up to seven seats can come to with three choices, its votes in some order.
class EarlyStopProperties {
    private static final int SEATS_MAX = 7;
    private static final double[] CONFIDENCES = {0.5, 0.95};
    private static final int VOTES = Pools.THREE.size() * CONFIDENCES.length;
    private static final int ABSTAINS = VOTES;
    private static final int KINDS = VOTES + 2;

    @Test
    void everyTallyOfUpToSevenSeatsEndsAsIfReadInFull() {
        int[] early = new int[1];
        Seeds.forEach(
                1,
                random -> {
                    Random order = new Random(random.nextLong());
                    for (Rules rules : rules()) {
                        for (int n = 1; n <= SEATS_MAX; n++) {
                            Electorate electorate = Pools.equal(n, Pools.THREE);
                            Exhaustive.splits(
                                    n,
                                    KINDS,
                                    tally -> early[0] += compare(electorate, rules, tally, order));
                        }
                    }
                });
        assertTrue(early[0] > 1_000, "hardly any round stopped early");
    }

    private static List<Rules> rules() {
        return List.of(
                Pools.rules(),
                Pools.rules(OnTie.WEIGHTED, OnTimeout.PROVISIONAL, MinorityOverrule.EVIDENCE));
    }

    /// @return how many votes were not read
    private static int compare(Electorate electorate, Rules rules, int[] tally, Random order) {
        List<Ballot> ballots = ballots(tally);
        Collections.shuffle(ballots, order);
        Event last =
                ballots.size() < electorate.size()
                        ? new Event.DeadlinePassed(Rounds.NOW)
                        : new Event.Closed(Rounds.NOW);
        Outcome full =
                Rounds.conclusion(
                                Rounds.open(electorate, rules)
                                        .apply(new Event.Arrived(ballots, Rounds.NOW))
                                        .round()
                                        .apply(last)
                                        .round())
                        .outcome();
        Round round = Rounds.open(electorate, rules);
        int unread = 0;
        for (Ballot ballot : ballots) {
            if (round.progress() instanceof Progress.Pending) {
                round = round.apply(new Event.Arrived(List.of(ballot), Rounds.NOW)).round();
            } else {
                unread++;
            }
        }
        assertEquals(
                full,
                Rounds.conclusion(round.apply(last).round()).outcome(),
                () -> Arrays.toString(tally) + " under " + rules);
        return unread;
    }

    private static List<Ballot> ballots(int[] tally) {
        List<Ballot> ballots = new ArrayList<>();
        int seat = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            for (int i = 0; i < tally[kind]; i++) {
                if (kind <= ABSTAINS) {
                    ballots.add(Rounds.delivered(vote(seat, kind)));
                }
                seat++;
            }
        }
        return ballots;
    }

    private static Vote vote(int seat, int kind) {
        return kind == ABSTAINS
                ? Vote.abstention(Pools.agent(seat), "")
                : Vote.of(
                        Pools.agent(seat),
                        Pools.THREE.get(kind / CONFIDENCES.length),
                        CONFIDENCES[kind % CONFIDENCES.length]);
    }
}
