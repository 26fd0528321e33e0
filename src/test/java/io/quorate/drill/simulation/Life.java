package io.quorate.drill.simulation;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Quorum;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.consensus.scenario.Keys;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.ReputationPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Weighting;
import io.quorate.core.reputation.Ballot;
import io.quorate.core.reputation.Candidate;
import io.quorate.core.reputation.GateWeights;
import io.quorate.core.reputation.Lesson;
import io.quorate.core.reputation.Reputations;
import io.quorate.core.reputation.Seniority;
import io.quorate.core.reputation.standing.Discipline;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One pool from its opening on: a trial, in which the right answers become known and weights are
/// earned, and then rounds in earnest with the weights as they are.
final class Life {
    /// Enough labels that the pool trusts them.
    private static final int TRIAL = 25;

    /// How often an honest agent is right while it is on trial, at least.
    private static final double TRIAL_ACCURACY = 0.65;

    private final List<Player> players;
    private final List<Choice> choices;
    private final Weighting weighting;
    private final Rules rules;
    private final Reputations known =
            new Reputations(DetectionPolicy.DEFAULT, ReputationPolicy.DEFAULT);
    private final RandomGenerator random;
    private @Nullable Electorate seated;

    Life(
            List<Player> players,
            List<Choice> choices,
            Weighting weighting,
            Rules rules,
            RandomGenerator random) {
        this.players = List.copyOf(players);
        this.choices = choices;
        this.weighting = weighting;
        this.rules = rules;
        this.random = random;
        players.forEach(player -> known.enrol(player.agent(), Seniority.FOUNDER));
    }

    /// A question and what the pool made of it.
    record Answered(Scene scene, Electorate electorate, VirtualRound.Played played) {}

    void earnTrust() {
        for (int i = 0; i < TRIAL; i++) {
            Scene scene = Scene.drawn(choices, Scene.Act.TRIAL, 0, random);
            List<Ballot> ballots = new ArrayList<>();
            for (Player player : players) {
                Player nervous =
                        new Player(
                                player.agent(),
                                player.domain(),
                                player.behaviour(),
                                TRIAL_ACCURACY + (1 - TRIAL_ACCURACY) * random.nextDouble());
                ballots.add(
                        new Ballot(
                                player.agent(),
                                player.behaviour().opinion(scene, nervous, random),
                                OptionalDouble.empty()));
            }
            known.learn(
                    new Lesson.Label(
                            new DecisionId("trial-" + i),
                            choices,
                            ballots,
                            scene.truth(),
                            Lesson.Source.CANARY));
        }
    }

    /// Asks the pool a question, with the weights that the trial has left.
    Answered answer(double progress) {
        Scene scene = Scene.drawn(choices, Scene.Act.EARNEST, progress, random);
        if (seated == null) {
            seated = electorate();
        }
        Electorate electorate = seated;
        List<Happening> happenings = new ArrayList<>();
        for (Player player : players) {
            happenings.addAll(player.behaviour().answers(scene, player, players, random));
        }
        return new Answered(scene, electorate, VirtualRound.play(opening(electorate), happenings));
    }

    private Electorate electorate() {
        List<Candidate> candidates = new ArrayList<>();
        for (Player player : players) {
            candidates.add(
                    new Candidate(known.of(player.agent()), Discipline.founder(Instant.EPOCH), 1));
        }
        GateWeights weights =
                GateWeights.of(
                        candidates,
                        weighting,
                        ReputationPolicy.DEFAULT,
                        Quorum.of(players.size(), rules.heads()).q(),
                        choices.size());
        List<Voice> voices = known.voices(players.stream().map(Player::agent).toList(), choices);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < players.size(); i++) {
            members.add(
                    new Member(
                            players.get(i).agent(),
                            players.get(i).domain(),
                            Standing.ACTIVE,
                            weights.weights().get(i),
                            0,
                            voices.get(i)));
        }
        return Seating.of(
                new PoolId("pool"),
                weighting,
                choices,
                members,
                new Seating.Experience(
                        weights.unproven(), known.labelled(), known.outlook(choices)),
                rules.cap());
    }

    private Opening opening(Electorate electorate) {
        Map<AgentId, PublicKey> keys = new HashMap<>();
        for (Player player : players) {
            if (player.behaviour() == Behaviour.EQUIVOCATING) {
                keys.put(player.agent(), Keys.of(player.agent()).getPublic());
            }
        }
        return new Opening(
                Rounds.DECISION,
                1,
                Scene.SUBMISSION,
                electorate,
                rules,
                new Roster(Set.of(), Set.of(), keys),
                Optional.of(Scene.NONCE),
                Window.between(VirtualRound.OPENS, VirtualRound.CLOSES),
                List.of(),
                Opening.Collecting.UNTIL_CERTAIN,
                Reserve.NONE);
    }
}
