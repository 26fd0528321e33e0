package io.quorate.drill.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.Rules;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Weighting;
import io.quorate.drill.simulation.Life.Answered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What a pool promises as long as its bounds hold, and what becomes of it when they don't: 20 000
/// rounds, or so many times that with `-Dsimulation.scale=`.
class SimulationTest {
    private static final int SCALE = Integer.getInteger("simulation.scale", 1);
    private static final int LIVES = 500 * SCALE;
    private static final int ROUNDS = 20;
    private static final int COUNTED = 750 * SCALE;
    private static final int FAULTY = 1_600 * SCALE;
    private static final int REPORTED = 20 * SCALE;

    /// Who is wrong by chance is so in some of many runs beyond three standard deviations; the
    /// build must not be one of them.
    private static final long FIXED_SEED = Long.getLong("seed", 7);

    @Test
    void withinTheBoundTheHonestDecideAndNeverWrongly() {
        Set<Behaviour> met = new HashSet<>();
        int[] alive = new int[1];
        Seeds.forEach(
                LIVES,
                random -> {
                    List<Player> players = Casting.withinBound(random);
                    players.forEach(player -> met.add(player.behaviour()));
                    Life life = life(players, random);
                    for (int i = 0; i < ROUNDS; i++) {
                        alive[0] += claim(players, life.answer((double) i / ROUNDS)) ? 1 : 0;
                    }
                });
        assertEquals(Set.of(Behaviour.values()), met);
        assertTrue(alive[0] > LIVES * ROUNDS / 2, "most rounds are within both bounds");
    }

    /// Safety always; liveness where the liars' domains may fail together.
    private static boolean claim(List<Player> players, Answered answered) {
        Outcome outcome = answered.played().conclusion().outcome();
        Choice truth = answered.scene().truth();
        outcome.choice().ifPresent(choice -> assertEquals(truth, choice, () -> told(answered)));
        Set<FaultDomain> faulty = new HashSet<>();
        players.stream()
                .filter(player -> !player.honest())
                .forEach(player -> faulty.add(player.domain()));
        boolean within =
                faulty.size() <= answered.electorate().domainsTolerated()
                        && answered.electorate().totalWeight() > 0;
        if (within) {
            assertEquals(Outcome.agreed(truth), outcome, () -> told(answered));
        }
        return within;
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        Seeds.forEach(
                20,
                random -> {
                    long seed = random.nextLong();
                    assertEquals(transcript(seed), transcript(seed));
                });
    }

    private static String transcript(long seed) {
        RandomGenerator random = seeded(seed);
        Life life = life(Casting.withinBound(random), random);
        StringBuilder transcript = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            Answered answered = life.answer((double) i / ROUNDS);
            transcript
                    .append(answered.electorate())
                    .append(answered.played().transcript())
                    .append(answered.played().conclusion().explanation());
        }
        return transcript.toString();
    }

    /// Agents that are right nine times out of ten, independently, under equal weights: heads alone
    /// decide, so that how often they decide wrongly is a sum of binomials.
    @Test
    void howOftenFallibleAgentsDecideWronglyIsTheExactRate() {
        RandomGenerator random = seeded(FIXED_SEED);
        for (int[] pool :
                new int[][] {{4, 0}, {4, 1}, {5, 1}, {7, 0}, {7, 1}, {7, 2}, {10, 3}, {13, 4}}) {
            int n = pool[0];
            int liars = pool[1];
            Life life =
                    new Life(
                            Casting.players(n, liars, Behaviour.COLLUDING, 0.9),
                            Pools.ANSWER,
                            Weighting.EQUAL,
                            Pools.rules(),
                            random);
            int wrong = 0;
            for (int i = 0; i < COUNTED; i++) {
                Answered answered = life.answer(0);
                Outcome outcome = answered.played().conclusion().outcome();
                wrong += isDecidedWrongly(answered.scene(), outcome) ? 1 : 0;
            }
            double exact = wrongly(n, liars, 0.1);
            double deviation = Math.sqrt(exact * (1 - exact) / COUNTED);
            double rate = (double) wrong / COUNTED;
            String told =
                    String.format(
                            Locale.ROOT,
                            "%d seats, %d liars: %.4f decided wrongly, exactly %.4f ± %.4f",
                            n,
                            liars,
                            rate,
                            exact,
                            deviation);
            System.out.println(told);
            assertTrue(Math.abs(rate - exact) <= 3 * deviation, told);
        }
    }

    /// How probable it is that enough of the fallible agents err for a quorum with the liars.
    private static double wrongly(int n, int liars, double error) {
        int heads = needed(n);
        double sum = 0;
        int fallible = n - liars;
        for (int wrong = Math.max(0, heads - liars); wrong <= fallible; wrong++) {
            double ways = 1;
            for (int i = 0; i < wrong; i++) {
                ways = ways * (fallible - i) / (i + 1);
            }
            sum += ways * Math.pow(error, wrong) * Math.pow(1 - error, fallible - wrong);
        }
        return sum;
    }

    /// By head more than (n+f)/2, by weight two thirds.
    private static int needed(int n) {
        int f = (n - 1) / 3;
        return Math.max((n + f) / 2 + 1, (2 * n + 2) / 3);
    }

    /// What is sent is drawn so that faults come early; the round itself checks at every event that
    /// it ends when they are too many.
    @Test
    void moreFaultsThanTheSeatsCanBearNeverDecide() {
        int[] stopped = new int[1];
        Seeds.forEach(
                FAULTY,
                random -> {
                    int n = Casting.size(random);
                    int faulty = random.nextInt(n + 1);
                    List<Player> players = new ArrayList<>();
                    for (int i = 0; i < n; i++) {
                        Behaviour behaviour =
                                i >= faulty
                                        ? Behaviour.HONEST
                                        : random.nextInt(3) == 0
                                                ? Behaviour.EQUIVOCATING
                                                : Behaviour.GARBLING;
                        players.add(
                                Casting.player(i, i, behaviour, random.nextBoolean() ? 1 : 0.6));
                    }
                    Answered answered =
                            new Life(players, Pools.THREE, Weighting.EQUAL, rules(random), random)
                                    .answer(0);
                    if (answered.played().tooManyFaults()) {
                        stopped[0]++;
                        assertEquals(
                                Outcome.noConsensus(OutcomeReason.BYZANTINE_THRESHOLD_EXCEEDED),
                                answered.played().conclusion().outcome());
                    }
                });
        assertTrue(stopped[0] > FAULTY / 10, "hardly any round had too many faults");
    }

    /// Nothing is promised here, and the figures say what can happen then.
    @Test
    void beyondTheBoundTheRatesAreReported() {
        int n = 7;
        RandomGenerator random = seeded(FIXED_SEED);
        System.out.printf(
                Locale.ROOT,
                "decided wrongly / decided, of %d rounds with %d seats; honest agents are right 9"
                        + " of 10 times%n%-14s",
                REPORTED,
                n,
                "liars");
        for (int liars = 0; liars <= n; liars++) {
            System.out.printf("%14d", liars);
        }
        System.out.println();
        for (Behaviour attack :
                List.of(
                        Behaviour.LAZY,
                        Behaviour.RANDOM,
                        Behaviour.OPPOSITE,
                        Behaviour.COLLUDING,
                        Behaviour.CAMOUFLAGED,
                        Behaviour.DRIFTING,
                        Behaviour.EQUIVOCATING,
                        Behaviour.SILENT,
                        Behaviour.SLOW,
                        Behaviour.CRASHING,
                        Behaviour.FORGING,
                        Behaviour.GARBLING)) {
            System.out.printf("%-14s", attack.name().toLowerCase(Locale.ROOT));
            for (int liars = 0; liars <= n; liars++) {
                System.out.print(rates(Casting.players(n, liars, attack, 0.9), random));
            }
            System.out.println();
        }
    }

    private static String rates(List<Player> players, RandomGenerator random) {
        Life life = new Life(players, Pools.ANSWER, Weighting.LOG_ODDS, Pools.rules(), random);
        life.earnTrust();
        int wrong = 0;
        int decided = 0;
        for (int i = 0; i < REPORTED; i++) {
            Answered answered = life.answer((double) i / REPORTED);
            Outcome outcome = answered.played().conclusion().outcome();
            decided += outcome.choice().isPresent() ? 1 : 0;
            wrong += isDecidedWrongly(answered.scene(), outcome) ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%6.1f /%5.1f%%",
                100.0 * wrong / REPORTED,
                100.0 * decided / REPORTED);
    }

    private static boolean isDecidedWrongly(Scene scene, Outcome outcome) {
        return outcome.verdict() != Verdict.NO_CONSENSUS
                && !outcome.choice().equals(Optional.of(scene.truth()));
    }

    private static Life life(List<Player> players, RandomGenerator random) {
        Weighting[] weightings = Weighting.values();
        Weighting weighting = weightings[random.nextInt(weightings.length)];
        List<Choice> choices = random.nextBoolean() ? Pools.ANSWER : Pools.THREE;
        Life life = new Life(players, choices, weighting, rules(random), random);
        if (weighting != Weighting.EQUAL) {
            life.earnTrust();
        }
        return life;
    }

    private static Rules rules(RandomGenerator random) {
        List<Rules> all = Pools.allRules();
        return all.get(random.nextInt(all.size()));
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static String told(Answered answered) {
        return answered.scene() + "\n" + answered.played().transcript();
    }
}
