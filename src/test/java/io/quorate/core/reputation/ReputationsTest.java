package io.quorate.core.reputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ReputationsTest {
    private static final List<Choice> CHOICES = List.of(Choice.ACCEPT, Choice.REJECT);
    private static final AgentId RIGHT = new AgentId("right");
    private static final AgentId WRONG = new AgentId("wrong");
    private static final List<AgentId> BLOC =
            List.of(new AgentId("bloc-1"), new AgentId("bloc-2"), new AgentId("bloc-3"));

    @Test
    void labelsTellTheRightAgentFromTheWrongOne() {
        Reputations pool = pool();
        for (int i = 0; i < 20; i++) {
            pool.learn(label(i, List.of(vote(RIGHT, i), opposite(WRONG, i))));
        }
        assertTrue(pool.labelled());
        assertTrue(pool.of(RIGHT).accuracy() > 0.9);
        assertTrue(pool.of(WRONG).accuracy() < 0.3);
        assertTrue(pool.of(RIGHT).proven());
    }

    @Test
    void withoutALabelABlocDoesNotGainByAgreeingWithItself() {
        Reputations pool = pool();
        double before = pool.of(BLOC.getFirst()).accuracy();
        for (int i = 0; i < 200; i++) {
            List<Ballot> ballots = new ArrayList<>();
            for (AgentId member : BLOC) {
                ballots.add(opposite(member, i));
            }
            ballots.add(vote(RIGHT, i));
            pool.learn(new Lesson.Votes(decision(i), CHOICES, ballots));
        }
        assertTrue(pool.of(BLOC.getFirst()).accuracy() <= before);
    }

    @Test
    void theOrderOfIncrementsDoesNotMatter() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            changes.addAll(pool().learn(label(i, List.of(vote(RIGHT, i), opposite(WRONG, i)))));
        }
        Reputations forwards = pool();
        forwards.apply(changes);
        Reputations backwards = pool();
        backwards.apply(changes.reversed());
        assertEquals(forwards.of(RIGHT), backwards.of(RIGHT));
        assertEquals(forwards.of(WRONG), backwards.of(WRONG));
    }

    @Test
    void aRevokedLabelLeavesNoTrace() {
        Reputations pool = pool();
        Reputation before = pool.of(RIGHT);
        List<Change> changes = pool.learn(label(1, List.of(vote(RIGHT, 1), opposite(WRONG, 1))));
        assertTrue(!changes.isEmpty());
        assertTrue(!pool.of(RIGHT).equals(before));
        pool.apply(changes.stream().map(Change::revoked).toList());
        assertEquals(before, pool.of(RIGHT));
    }

    @Test
    void aVoterThatLabelsShowToLieIsUnheardAndNeverInverted() {
        Reputations pool = pool();
        for (int i = 0; i < 40; i++) {
            pool.learn(label(i, List.of(vote(RIGHT, i), opposite(WRONG, i))));
        }
        var alone = pool.posterior(List.of(new Ballot(WRONG, Choice.ACCEPT, sure())), CHOICES);
        var both =
                pool.posterior(
                        List.of(
                                new Ballot(RIGHT, Choice.ACCEPT, sure()),
                                new Ballot(WRONG, Choice.REJECT, sure())),
                        CHOICES);
        assertEquals(CHOICES.indexOf(Choice.ACCEPT), both.leading().orElseThrow());
        double[] heard = alone.probabilities();
        assertTrue(heard[0] < 0.7 && heard[0] > 0.3, () -> "heard as " + heard[0]);
    }

    private static Reputations pool() {
        Reputations pool = new Reputations(DetectionPolicy.DEFAULT, ReputationPolicy.DEFAULT);
        List<AgentId> agents = new ArrayList<>(BLOC);
        Collections.addAll(agents, RIGHT, WRONG);
        agents.forEach(agent -> pool.enrol(agent, Seniority.FOUNDER));
        return pool;
    }

    private static Lesson label(int i, List<Ballot> ballots) {
        return new Lesson.Label(decision(i), CHOICES, ballots, answer(i), Lesson.Source.CANARY);
    }

    private static DecisionId decision(int i) {
        return new DecisionId("decision-" + i);
    }

    private static Choice answer(int i) {
        return CHOICES.get(i % 2);
    }

    private static Ballot vote(AgentId agent, int i) {
        return new Ballot(agent, answer(i), sure());
    }

    private static Ballot opposite(AgentId agent, int i) {
        return new Ballot(agent, answer(i + 1), sure());
    }

    private static OptionalDouble sure() {
        return OptionalDouble.of(1);
    }
}
