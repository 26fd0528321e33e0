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
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A naive twin multiplies likelihoods, tempered and corrected, in plain doubles.
class BeliefProperties {
    private static final int CHOICES = Pools.THREE.size();

    @Test
    void theTwinAgreesOnThePosterior() {
        Seeds.forEach(
                3_000,
                random -> {
                    int n = 1 + random.nextInt(9);
                    Outlook outlook = outlook(random);
                    double[][][] rows = new double[n][][];
                    Electorate electorate = electorate(n, outlook, rows, random);
                    List<Ballot> ballots = new ArrayList<>();
                    int[] votes = new int[n];
                    double[] shares = new double[n];
                    for (int i = 0; i < n; i++) {
                        votes[i] = random.nextInt(CHOICES);
                        double confidence = random.nextDouble();
                        shares[i] = Math.max(0.2, (confidence - 1.0 / 3) / (1 - 1.0 / 3));
                        Choice choice = Pools.THREE.get(votes[i]);
                        ballots.add(Ballot.vouched(Vote.of(Pools.agent(i), choice, confidence)));
                    }
                    Belief belief =
                            Rounds.decide(electorate, Pools.rules(), ballots).account().belief();
                    double[] naive = naively(votes, shares, rows, outlook);
                    int leaning = Pools.THREE.indexOf(belief.leaning().orElseThrow());
                    assertEquals(naive[leaning], belief.confidence().orElseThrow(), 1e-4);
                    for (double chance : naive) {
                        assertTrue(chance <= naive[leaning] + 1e-4);
                    }
                    double heard = Arrays.stream(shares).sum();
                    assertEquals(heard * temper(shares, outlook), belief.effectiveVoters(), 1e-5);
                });
    }

    private static Outlook outlook(RandomGenerator random) {
        return new Outlook(
                random.nextBoolean()
                        ? List.of()
                        : List.of(0L, -(long) random.nextInt(2_000_000), -700_000L),
                random.nextInt(1_000_001),
                random.nextInt(500_001),
                500_000 + random.nextInt(1_500_000));
    }

    private static double temper(double[] shares, Outlook outlook) {
        double others = Math.max(0, Arrays.stream(shares).sum() - 1);
        return 1 / (1 + others * outlook.errorCorrelation() / 1e6);
    }

    private static double[] naively(
            int[] votes, double[] shares, double[][][] rows, Outlook outlook) {
        double[] chances = new double[CHOICES];
        double sum = 0;
        double sharpness = outlook.sharpness() / 1e6;
        for (int right = 0; right < CHOICES; right++) {
            double likelihood = Math.exp(outlook.logPrior(right) / 1e6);
            for (int i = 0; i < votes.length; i++) {
                double share = shares[i] * temper(shares, outlook);
                likelihood *= Math.pow(rows[i][right][votes[i]], share);
            }
            chances[right] = Math.pow(likelihood, sharpness);
            sum += chances[right];
        }
        double lapse = outlook.lapse() / 1e6;
        for (int right = 0; right < CHOICES; right++) {
            chances[right] = (1 - lapse) * chances[right] / sum + lapse / CHOICES;
        }
        return chances;
    }

    private static Electorate electorate(
            int n, Outlook outlook, double[][][] rows, RandomGenerator random) {
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
                new Seating.Experience(false, true, outlook),
                Seating.Cap.CAPPED);
    }
}
