package io.quorate.drill.simulation;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.consensus.round.Rounds;
import io.quorate.core.consensus.scenario.Keys;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// How an agent answers a question.
enum Behaviour {
    /// Tells what it sees, in time; how often it sees rightly is the player's.
    HONEST,
    /// Always the first choice.
    LAZY,
    RANDOM,
    /// Always wrong, each in its own way.
    OPPOSITE,
    /// The lie that was agreed on, and very sure of it.
    COLLUDING,
    /// Right until the trial is over, then as colluding.
    CAMOUFLAGED,
    /// Right less and less often.
    DRIFTING,
    /// Signs two votes that differ.
    EQUIVOCATING,
    SILENT,
    /// Answers when the deadline has passed.
    SLOW,
    /// Breaks down before its vote, or just after it.
    CRASHING,
    /// Colludes, and votes in the name of others over its own connection.
    FORGING,
    /// Sends what nobody can read.
    GARBLING;

    static final long DEADLINE = 1_000;
    private static final long LATEST = 900;
    private static final int FORGERIES = 3;

    /// Signing is slow, and the same vote under the same nonce is signed in the same way.
    private static final Map<Vote, Vote> SIGNED = new ConcurrentHashMap<>();

    List<Happening> answers(Scene scene, Player self, List<Player> all, RandomGenerator random) {
        long at = 1 + random.nextLong(LATEST);
        AgentId agent = self.agent();
        return switch (this) {
            case HONEST, LAZY, RANDOM, OPPOSITE, COLLUDING, CAMOUFLAGED, DRIFTING ->
                    List.of(sends(at, plain(agent, opinion(scene, self, random), random)));
            case EQUIVOCATING -> {
                Choice one = scene.any(random);
                Choice other = one.equals(scene.lie()) ? scene.truth() : scene.lie();
                yield List.of(
                        sends(at, signed(agent, one)),
                        sends(1 + random.nextLong(LATEST), signed(agent, other)));
            }
            case SILENT -> List.of();
            case SLOW ->
                    List.of(
                            sends(
                                    DEADLINE + 1 + random.nextLong(DEADLINE),
                                    plain(agent, scene.lie(), random)));
            case CRASHING -> {
                Happening breaks =
                        new Happening(1 + random.nextLong(LATEST), new Happening.Breaks(agent));
                yield random.nextBoolean()
                        ? List.of(breaks)
                        : List.of(sends(at, plain(agent, scene.any(random), random)), breaks);
            }
            case FORGING -> forgeries(scene, self, all, random);
            case GARBLING -> List.of(sends(at, garbled(agent)));
        };
    }

    /// What the agent says, were it asked for its vote alone.
    Choice opinion(Scene scene, Player self, RandomGenerator random) {
        return switch (this) {
            case LAZY -> scene.choices().getFirst();
            case RANDOM -> scene.any(random);
            case OPPOSITE -> scene.wrong(random);
            case COLLUDING, FORGING -> scene.lie();
            case CAMOUFLAGED -> scene.act() == Scene.Act.TRIAL ? scene.truth() : scene.lie();
            case DRIFTING -> random.nextDouble() < scene.progress() ? scene.lie() : scene.truth();
            case HONEST, EQUIVOCATING, SILENT, SLOW, CRASHING, GARBLING ->
                    random.nextDouble() < self.accuracy() ? scene.truth() : scene.wrong(random);
        };
    }

    private static List<Happening> forgeries(
            Scene scene, Player self, List<Player> all, RandomGenerator random) {
        List<Happening> sent = new ArrayList<>();
        sent.add(sends(1 + random.nextLong(LATEST), plain(self.agent(), scene.lie(), random)));
        List<AgentId> others =
                all.stream().map(Player::agent).filter(each -> !each.equals(self.agent())).toList();
        for (int i = 0; i < FORGERIES && !others.isEmpty(); i++) {
            AgentId victim = others.get(random.nextInt(others.size()));
            Vote vote = plain(victim, scene.lie(), random);
            sent.add(
                    new Happening(
                            1 + random.nextLong(LATEST),
                            new Happening.Delivers(
                                    new Ballot(vote, over(self.agent(), Rounds.NOW)))));
        }
        return sent;
    }

    private static Happening sends(long millis, Vote vote) {
        return new Happening(
                millis,
                new Happening.Delivers(
                        new Ballot(
                                vote, over(vote.agent(), VirtualRound.OPENS.plusMillis(millis)))));
    }

    private static Provenance over(AgentId connection, Instant at) {
        return new Provenance.Delivered(
                connection, Rounds.DECISION, 1, Scene.NONCE, at, Optional.empty());
    }

    private static Vote plain(AgentId agent, Choice choice, RandomGenerator random) {
        return Vote.of(agent, choice, 0.5 + 0.5 * random.nextDouble());
    }

    private static Vote signed(AgentId agent, Choice choice) {
        return SIGNED.computeIfAbsent(Vote.of(agent, choice, 1), Behaviour::signed);
    }

    private static Vote signed(Vote bare) {
        return with(
                bare,
                Optional.of(Keys.sign(bare, Scene.SUBMISSION.hex(), 1, Scene.NONCE)),
                Optional.empty());
    }

    private static Vote garbled(AgentId agent) {
        return with(Vote.abstention(agent, ""), Optional.empty(), Optional.of("it says nothing"));
    }

    private static Vote with(Vote vote, Optional<Signature> signature, Optional<String> defect) {
        return new Vote(
                vote.agent(),
                vote.choice(),
                vote.confidence(),
                OptionalDouble.empty(),
                "",
                List.of(),
                Optional.empty(),
                signature,
                defect);
    }
}
