package io.quorate.core.consensus.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.resolution.Counterfactual;
import io.quorate.core.consensus.resolution.Counterfactual.OtherWay;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Vote;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

class RoundProperties {
    private static final double[] CONFIDENCES = {0.3, 0.9, 0.95, 1};

    /// A full collection is one in which everything arrives at once, so that there is nothing to
    /// stop early for.
    @Test
    void stoppingEarlyGivesTheOutcomeOfAFullCollection() {
        int[] early = new int[1];
        Seeds.forEach(
                20_000,
                random -> {
                    Electorate electorate = electorate(random);
                    Rules rules = rules(random);
                    List<Ballot> ballots = ballots(electorate, random);
                    boolean timeout = ballots.size() < electorate.size();
                    Round all =
                            Rounds.open(electorate, rules)
                                    .apply(new Event.Arrived(ballots, Rounds.NOW))
                                    .round();
                    Outcome full =
                            timeout
                                    ? Rounds.conclusion(end(all)).outcome()
                                    : Rounds.conclusion(all).outcome();
                    Round round = Rounds.open(electorate, rules);
                    int read = 0;
                    for (Ballot ballot : ballots) {
                        if (round.progress() instanceof Progress.Pending) {
                            round = arrive(round, ballot);
                            read++;
                        }
                    }
                    early[0] += read < ballots.size() ? 1 : 0;
                    assertEquals(full, Rounds.conclusion(end(round)).outcome());
                });
        assertTrue(early[0] > 1_000, "hardly any round stopped early");
    }

    @Test
    void theOrderOfTheVotesDoesNotMatter() {
        Seeds.forEach(
                2_000,
                random -> {
                    Electorate electorate = electorate(random);
                    Rules rules = rules(random);
                    List<Ballot> ballots = ballots(electorate, random);
                    Conclusion one = Rounds.decide(electorate, rules, ballots);
                    shuffle(ballots, random);
                    Conclusion other = Rounds.decide(electorate, rules, ballots);
                    assertEquals(one.outcome(), other.outcome());
                    assertEquals(one.explanation(), other.explanation());
                    assertEquals(one.account().belief(), other.account().belief());
                    assertEquals(
                            one.account().counterfactuals(), other.account().counterfactuals());
                    assertEquals(
                            one.account().report().receptions(),
                            other.account().report().receptions());
                });
    }

    @Test
    void theSameInputsGiveTheSameBytes() {
        Seeds.forEach(
                500,
                random -> {
                    Electorate electorate = electorate(random);
                    Rules rules = rules(random);
                    List<Ballot> ballots = ballots(electorate, random);
                    assertEquals(
                            Rounds.decide(electorate, rules, ballots).toString(),
                            Rounds.decide(electorate, rules, ballots).toString());
                });
    }

    @Test
    void aRoundIsNotChangedByTheEventsAppliedToIt() {
        Seeds.forEach(
                500,
                random -> {
                    Electorate electorate = electorate(random);
                    Round open = Rounds.open(electorate, rules(random));
                    for (Ballot ballot : ballots(electorate, random)) {
                        Step once = open.apply(new Event.Arrived(List.of(ballot), Rounds.NOW));
                        Step again = open.apply(new Event.Arrived(List.of(ballot), Rounds.NOW));
                        assertEquals(once.effects().toString(), again.effects().toString());
                        open = once.round();
                    }
                });
    }

    @Test
    void nothingThatHappensAfterwardsChangesTheConclusion() {
        Seeds.forEach(
                2_000,
                random -> {
                    Electorate electorate = electorate(random);
                    List<Ballot> ballots = ballots(electorate, random);
                    Round round =
                            end(
                                    arriveAll(
                                            Rounds.open(electorate, rules(random)),
                                            ballots.subList(0, ballots.size() / 2)));
                    Conclusion before = Rounds.conclusion(round);
                    round = end(arriveAll(round, ballots));
                    assertEquals(before, Rounds.conclusion(round));
                });
    }

    /// What is said to have changed the outcome really would have, and nothing less of its kind.
    @Test
    void theCounterfactualOfADecisionHolds() {
        Seeds.forEach(
                3_000,
                random -> {
                    Electorate electorate = electorate(random);
                    Rules rules = rules(random);
                    List<Ballot> ballots = ballots(electorate, random);
                    Conclusion conclusion = Rounds.decide(electorate, rules, ballots);
                    if (conclusion.outcome().reason() != OutcomeReason.QUORUM) {
                        return;
                    }
                    Counterfactual otherwise = conclusion.account().counterfactuals().getFirst();
                    OtherWay change = (OtherWay) otherwise.change();
                    List<AgentId> agents = change.agents();
                    assertEquals(
                            otherwise.outcome(),
                            decide(electorate, rules, turned(ballots, agents, change.instead())));
                    assertTrue(!otherwise.outcome().equals(conclusion.outcome()));
                    List<AgentId> oneLess = agents.subList(0, agents.size() - 1);
                    assertEquals(
                            conclusion.outcome(),
                            decide(electorate, rules, turned(ballots, oneLess, change.instead())));
                });
    }

    private static Outcome decide(Electorate electorate, Rules rules, List<Ballot> ballots) {
        return Rounds.decide(electorate, rules, ballots).outcome();
    }

    private static List<Ballot> turned(List<Ballot> ballots, List<AgentId> agents, Choice instead) {
        return ballots.stream()
                .map(ballot ->
                        agents.contains(ballot.vote().agent())
                                ? Rounds.delivered(
                                        vote(
                                                ballot.vote().agent(),
                                                instead,
                                                ballot.vote().confidence(),
                                                ballot.vote().score()))
                                : ballot)
                .toList();
    }

    private static Round arriveAll(Round round, List<Ballot> ballots) {
        Round reached = round;
        for (Ballot ballot : ballots) {
            reached = arrive(reached, ballot);
        }
        return reached;
    }

    private static Round arrive(Round round, Ballot ballot) {
        return round.apply(new Event.Arrived(List.of(ballot), Rounds.NOW)).round();
    }

    private static Round end(Round round) {
        return round.apply(new Event.DeadlinePassed(Rounds.NOW)).round();
    }

    private static Electorate electorate(RandomGenerator random) {
        int n = 1 + random.nextInt(11);
        boolean equal = random.nextBoolean();
        long[] weights = new long[n];
        int[] domains = new int[n];
        for (int i = 0; i < n; i++) {
            weights[i] = equal ? 1_000_000 : random.nextInt(3_000_000);
            domains[i] = random.nextInt(n);
        }
        return Pools.of(weights, domains, Pools.THREE);
    }

    private static Rules rules(RandomGenerator random) {
        List<Rules> all = Pools.allRules();
        return all.get(random.nextInt(all.size()));
    }

    /// Votes in random order, most of them for one choice, some seats silent.
    private static List<Ballot> ballots(Electorate electorate, RandomGenerator random) {
        List<Ballot> ballots = new ArrayList<>();
        int favourite = random.nextInt(Pools.THREE.size());
        for (int i = 0; i < electorate.size(); i++) {
            AgentId agent = Pools.agent(i);
            int fate = random.nextInt(12);
            if (fate == 0) {
                continue;
            }
            int choice = fate < 8 ? favourite : random.nextInt(Pools.THREE.size());
            ballots.add(
                    Rounds.delivered(
                            fate == 1
                                    ? Vote.abstention(agent, "")
                                    : vote(
                                            agent,
                                            Pools.THREE.get(choice),
                                            OptionalDouble.of(CONFIDENCES[random.nextInt(4)]),
                                            OptionalDouble.of(random.nextInt(11) / 10.0))));
        }
        shuffle(ballots, random);
        return ballots;
    }

    private static Vote vote(
            AgentId agent, Choice choice, OptionalDouble confidence, OptionalDouble score) {
        return new Vote(
                agent,
                java.util.Optional.of(choice),
                confidence,
                score,
                "",
                List.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty());
    }

    private static void shuffle(List<Ballot> ballots, RandomGenerator random) {
        for (int i = ballots.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Ballot ballot = ballots.get(i);
            ballots.set(i, ballots.get(other));
            ballots.set(other, ballot);
        }
    }
}
