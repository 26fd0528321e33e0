package io.quorate.core.consensus.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Exhaustive;
import io.quorate.Seeds;
import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.resolution.Resolution.Ending;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Reception.AbstentionCause;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An outcome is certain exactly when every completion of the awaited votes gives it: the
/// completions are enumerated and resolved one by one, and compared.
class CertaintyProperties {
    private static final int CHOICES = Pools.THREE.size();
    private static final Library NO_SOURCES = new Library(List.of());
    private static final Library ONE_SOURCE =
            new Library(List.of(new Source("s", "", "the quoted words")));

    /// What a seat can be: a vote for each choice, sure or not, with or without evidence that
    /// holds; then an abstention, a silence, and still awaited.
    private static List<SeatState> kinds(AgentId agent, boolean withEvidence) {
        List<SeatState> kinds = new ArrayList<>();
        for (int choice = 0; choice < CHOICES; choice++) {
            for (double confidence : new double[] {0.5, 0.95}) {
                kinds.add(new SeatState.Counted(vote(agent, choice, confidence, false), choice));
                if (withEvidence) {
                    kinds.add(new SeatState.Counted(vote(agent, choice, confidence, true), choice));
                }
            }
        }
        kinds.add(new SeatState.Abstained(Vote.abstention(agent, ""), AbstentionCause.BY_AGENT));
        kinds.add(new SeatState.Silent(SilenceCause.NO_VOTE));
        kinds.add(new SeatState.Awaited());
        return kinds;
    }

    private static Vote vote(AgentId agent, int choice, double confidence, boolean withEvidence) {
        return new Vote(
                agent,
                Optional.of(Pools.THREE.get(choice)),
                OptionalDouble.of(confidence),
                OptionalDouble.empty(),
                "",
                withEvidence ? List.of(new Quotation("s", "quoted words")) : List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void everyTallyOfUpToSevenSeatsWithThreeChoices() {
        for (int n = 1; n <= 7; n++) {
            Cases cases = new Cases(Pools.equal(n, Pools.THREE), NO_SOURCES, false);
            for (Rules rules : ruleSets()) {
                Exhaustive.splits(n, cases.kinds(), split -> cases.compare(rules, split));
            }
        }
    }

    @Test
    void everyTallyOfUpToFiveSeatsWithEvidence() {
        Rules rules = Pools.rules(OnTie.WEIGHTED, OnTimeout.PROVISIONAL, MinorityOverrule.EVIDENCE);
        for (int n = 1; n <= 5; n++) {
            Cases cases = new Cases(Pools.equal(n, Pools.THREE), ONE_SOURCE, true);
            Exhaustive.splits(n, cases.kinds(), split -> cases.compare(rules, split));
        }
    }

    @Test
    void randomWeightsAndDomains() {
        Seeds.forEach(
                3_000,
                random -> {
                    int n = 1 + random.nextInt(7);
                    Electorate electorate = electorate(n, random);
                    boolean evidence = random.nextBoolean();
                    Cases cases =
                            new Cases(electorate, evidence ? ONE_SOURCE : NO_SOURCES, evidence);
                    List<Rules> rules = Pools.allRules();
                    int[] seats = new int[n];
                    int awaited = 0;
                    for (int i = 0; i < n; i++) {
                        seats[i] = random.nextInt(cases.kinds());
                        if (random.nextInt(3) == 0) {
                            seats[i] = cases.kinds() - 1;
                        }
                        if (seats[i] == cases.kinds() - 1 && ++awaited > 3) {
                            seats[i] = random.nextInt(cases.kinds() - 1);
                        }
                    }
                    cases.compareSeats(rules.get(random.nextInt(rules.size())), seats);
                });
    }

    /// Up to seven seats no strong minority is ever certain before the last vote; from eleven on it
    /// can be. Where there are sources, votes to come may quote them.
    @Test
    void strongMinoritiesOfLargerElectorates() {
        int[] certain = new int[1];
        Seeds.forEach(
                8_000,
                random -> {
                    int n = 9 + random.nextInt(6);
                    boolean evidence = random.nextInt(4) != 0;
                    Library library = evidence ? ONE_SOURCE : NO_SOURCES;
                    Cases cases = new Cases(Pools.equal(n, Pools.THREE), library, evidence);
                    List<Rules> all = Pools.allRules();
                    Rules rules = all.get(random.nextInt(all.size()));
                    int[] seats = contested(n, cases.kinds(), random);
                    cases.compareSeats(rules, seats);
                    certain[0] += cases.isCertainMinority(rules, seats) ? 1 : 0;
                });
        assertTrue(certain[0] > 0, "no case in which a strong minority was certain");
    }

    /// One or two seats awaited, some for the second choice, an abstention now and then, the others
    /// for the first; with quotations or, in half of the cases, without any.
    private static int[] contested(int n, int kinds, RandomGenerator random) {
        int awaited = 1 + random.nextInt(2);
        int minority = 3 + random.nextInt(2);
        int ofOne = kinds / CHOICES;
        boolean quoting = ofOne > 2 && random.nextBoolean();
        int[] seats = new int[n];
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(ofOne);
            seats[i] =
                    i < awaited
                            ? kinds - 1
                            : (i < awaited + minority ? ofOne : 0)
                                    + (ofOne > 2 && !quoting ? kind / 2 * 2 : kind);
        }
        if (random.nextInt(3) == 0) {
            seats[n - 1] = kinds - 3;
        }
        return seats;
    }

    private static Electorate electorate(int n, RandomGenerator random) {
        long[] weights = new long[n];
        int[] domains = new int[n];
        for (int i = 0; i < n; i++) {
            weights[i] = random.nextInt(4) * 500_000L;
            domains[i] = random.nextInt(n);
        }
        return Pools.of(weights, domains, Pools.THREE);
    }

    private static List<Rules> ruleSets() {
        return List.of(
                Pools.rules(),
                Pools.rules(OnTie.WEIGHTED, OnTimeout.PROVISIONAL, MinorityOverrule.EVIDENCE));
    }

    /// All states of one electorate's seats.
    private static final class Cases {
        private final Electorate electorate;
        private final Gate gate;
        private final Library library;
        private final List<List<SeatState>> kindsBySeat = new ArrayList<>();

        Cases(Electorate electorate, Library library, boolean withEvidence) {
            this.electorate = electorate;
            this.gate = Gate.of(electorate, Pools.rules());
            this.library = library;
            electorate
                    .seats()
                    .forEach(seat ->
                            kindsBySeat.add(CertaintyProperties.kinds(seat.agent(), withEvidence)));
        }

        int kinds() {
            return kindsBySeat.getFirst().size();
        }

        /// Seats of equal weight and different domains are interchangeable, so that how many are of
        /// each kind is all that matters.
        void compare(Rules rules, int[] split) {
            int[] seats = new int[electorate.size()];
            int seat = 0;
            for (int kind = 0; kind < split.length; kind++) {
                for (int i = 0; i < split[kind]; i++) {
                    seats[seat++] = kind;
                }
            }
            Set<Outcome> outcomes = new HashSet<>();
            int awaited = split[split.length - 1];
            int first = seats.length - awaited;
            Exhaustive.splits(
                    awaited,
                    kinds() - 1,
                    completion -> {
                        int[] completed = seats.clone();
                        int next = first;
                        for (int kind = 0; kind < completion.length; kind++) {
                            for (int i = 0; i < completion[kind]; i++) {
                                completed[next++] = kind;
                            }
                        }
                        addOutcomes(rules, completed, awaited, outcomes);
                    });
            assertCertain(rules, seats, outcomes);
        }

        void compareSeats(Rules rules, int[] seats) {
            assertCertain(rules, seats, outcomes(rules, seats));
        }

        private Set<Outcome> outcomes(Rules rules, int[] seats) {
            int[] awaited =
                    IntStream.range(0, seats.length)
                            .filter(seat -> seats[seat] == kinds() - 1)
                            .toArray();
            Set<Outcome> outcomes = new HashSet<>();
            Exhaustive.sequences(
                    awaited.length,
                    kinds() - 1,
                    completion -> {
                        int[] completed = seats.clone();
                        for (int i = 0; i < awaited.length; i++) {
                            completed[awaited[i]] = completion[i];
                        }
                        addOutcomes(rules, completed, awaited.length, outcomes);
                    });
            return outcomes;
        }

        /// Silence is what the deadline leaves, or what an agent that cannot be reached leaves
        /// before it.
        private void addOutcomes(Rules rules, int[] completed, int awaited, Set<Outcome> outcomes) {
            Resolution resolution = resolution(rules, completed);
            outcomes.add(resolution.outcome(Ending.ALL_IN));
            if (awaited > 0 && Arrays.stream(completed).anyMatch(kind -> kind == kinds() - 2)) {
                outcomes.add(resolution.outcome(Ending.DEADLINE));
            }
        }

        private void assertCertain(Rules rules, int[] seats, Set<Outcome> outcomes) {
            Optional<Outcome> certain = resolution(rules, seats).certain();
            assertTrue(!outcomes.isEmpty());
            assertEquals(
                    outcomes.size() == 1 ? outcomes.stream().findFirst() : Optional.empty(),
                    certain,
                    () -> Arrays.toString(seats) + " gives " + outcomes + " under " + rules);
        }

        boolean isCertainMinority(Rules rules, int[] seats) {
            return resolution(rules, seats)
                    .certain()
                    .filter(outcome -> outcome.reason() == OutcomeReason.STRONG_MINORITY)
                    .isPresent();
        }

        private Resolution resolution(Rules rules, int[] seats) {
            List<SeatState> states = new ArrayList<>();
            for (int i = 0; i < seats.length; i++) {
                states.add(kindsBySeat.get(i).get(seats[i]));
            }
            return new Resolution(Count.of(electorate, gate, states), rules, library);
        }
    }
}
