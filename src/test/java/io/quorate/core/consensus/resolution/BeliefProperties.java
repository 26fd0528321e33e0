package io.quorate.core.consensus.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A naive twin multiplies likelihoods, tempered, in plain doubles.
class BeliefProperties {
    private static final int CHOICES = Pools.THREE.size();

    @Test
    void theTwinAgreesOnThePosterior() {
        Seeds.forEach(
                3_000,
                random -> {
                    int n = 1 + random.nextInt(9);
                    double correlation = random.nextInt(1_000_001) / 1e6;
                    double[][][] rows = new double[n][][];
                    Electorate electorate = electorate(n, correlation, rows, random);
                    List<Ballot> ballots = new ArrayList<>();
                    int[] votes = new int[n];
                    for (int i = 0; i < n; i++) {
                        votes[i] = random.nextInt(CHOICES);
                        Choice choice = Pools.THREE.get(votes[i]);
                        ballots.add(Ballot.vouched(Vote.of(Pools.agent(i), choice, 0.5)));
                    }
                    Belief belief =
                            Rounds.decide(electorate, Pools.rules(), ballots).account().belief();
                    double[] naive = naively(votes, rows, correlation);
                    int leaning = Pools.THREE.indexOf(belief.leaning().orElseThrow());
                    assertEquals(naive[leaning], belief.confidence().orElseThrow(), 1e-5);
                    for (double chance : naive) {
                        assertTrue(chance <= naive[leaning] + 1e-6);
                    }
                    assertEquals(n / (1 + (n - 1) * correlation), belief.effectiveVoters(), 1e-6);
                });
    }

    private static double[] naively(int[] votes, double[][][] rows, double correlation) {
        double[] chances = new double[CHOICES];
        double sum = 0;
        for (int right = 0; right < CHOICES; right++) {
            double likelihood = 1;
            for (int i = 0; i < votes.length; i++) {
                double temper = 1 / (1 + (votes.length - 1) * correlation);
                likelihood *= Math.pow(rows[i][right][votes[i]], temper);
            }
            chances[right] = likelihood;
            sum += likelihood;
        }
        for (int right = 0; right < CHOICES; right++) {
            chances[right] /= sum;
        }
        return chances;
    }

    private static Electorate electorate(
            int n, double correlation, double[][][] rows, RandomGenerator random) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows[i] = new double[CHOICES][CHOICES];
            List<List<Long>> logs = new ArrayList<>();
            for (int right = 0; right < CHOICES; right++) {
                List<Long> row = new ArrayList<>();
                for (int voted = 0; voted < CHOICES; voted++) {
                    rows[i][right][voted] = 0.05 + random.nextDouble();
                    row.add(Math.round(1e6 * Math.log(rows[i][right][voted])));
                }
                logs.add(row);
            }
            members.add(
                    new Member(
                            Pools.agent(i),
                            new FaultDomain("d" + i),
                            Standing.ACTIVE,
                            Seat.MILLION,
                            0,
                            new Voice.Confusion(logs)));
        }
        return Seating.of(
                new PoolId("pool"),
                Weighting.EQUAL,
                Pools.THREE,
                members,
                new Seating.Experience(false, true, Math.round(correlation * 1e6)),
                Seating.Cap.CAPPED);
    }
}
