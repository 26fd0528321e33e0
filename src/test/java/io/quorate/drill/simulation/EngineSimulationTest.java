package io.quorate.drill.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.scenario.Keys;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import io.quorate.engine.Decisions;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Ids;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Limits;
import io.quorate.engine.Recorder;
import io.quorate.engine.Reply;
import io.quorate.engine.VirtualTime;
import io.quorate.engine.reputation.Founders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// The same agents before the engine: a caller brings what they sent, and the record says what came
/// of it.
class EngineSimulationTest {
    private static final int LIVES = 100 * Integer.getInteger("simulation.scale", 1);
    private static final int ROUNDS = 10;
    private static final PoolId POOL = new PoolId("pool");
    private static final int KEY_BYTES = 32;

    @Test
    void withinTheBoundWhatIsRecordedIsRightAndDecided() {
        int[] decided = new int[1];
        Seeds.forEach(
                LIVES,
                random -> {
                    List<Player> players = players(random);
                    Decisions decisions = decisions(players);
                    for (int i = 0; i < ROUNDS; i++) {
                        Scene scene = scene(i, random);
                        Reply.Decided reply = decide(decisions, players, scene, i, random);
                        decided[0] += claim(players, scene, reply) ? 1 : 0;
                    }
                });
        assertTrue(decided[0] > LIVES * ROUNDS / 2, "most rounds are within both bounds");
    }

    @Test
    void theSameSeedGivesTheSameRecords() {
        Seeds.forEach(
                10,
                random -> {
                    long seed = random.nextLong();
                    assertEquals(records(seed), records(seed));
                });
    }

    private static List<String> records(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Player> players = players(random);
        Decisions decisions = decisions(players);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            records.add(
                    new String(
                            decide(decisions, players, scene(i, random), i, random).stored().leaf(),
                            StandardCharsets.UTF_8));
        }
        return records;
    }

    private static boolean claim(List<Player> players, Scene scene, Reply.Decided reply) {
        Outcome outcome = reply.stored().record().findings().outcome();
        outcome.choice().ifPresent(choice -> assertEquals(scene.truth(), choice));
        Electorate electorate =
                reply.stored()
                        .record()
                        .findings()
                        .pools()
                        .getFirst()
                        .rounds()
                        .getFirst()
                        .electorate();
        Set<FaultDomain> faulty = new HashSet<>();
        players.stream()
                .filter(player -> !player.honest())
                .forEach(player -> faulty.add(player.domain()));
        boolean within = faulty.size() <= electorate.domainsTolerated();
        if (within) {
            assertEquals(Outcome.agreed(scene.truth()), outcome);
        }
        return within;
    }

    /// Nobody who forges: the caller vouches for whose votes it brings.
    private static List<Player> players(RandomGenerator random) {
        List<Player> players = Casting.withinBound(random);
        while (players.stream().anyMatch(each -> each.behaviour() == Behaviour.FORGING)) {
            players = Casting.withinBound(random);
        }
        return players;
    }

    private static Scene scene(int round, RandomGenerator random) {
        return Scene.drawn(Pools.ANSWER, Scene.Act.EARNEST, (double) round / ROUNDS, random);
    }

    private static Reply.Decided decide(
            Decisions decisions,
            List<Player> players,
            Scene scene,
            int round,
            RandomGenerator random) {
        List<Vote> votes = new ArrayList<>();
        for (Player player : players) {
            for (Happening happening : player.behaviour().answers(scene, player, players, random)) {
                if (happening.what() instanceof Happening.Delivers(Ballot ballot)) {
                    votes.add(at(happening.millis(), ballot.vote()));
                }
            }
        }
        return assertInstanceOf(
                Reply.Decided.class,
                decisions
                        .decide(
                                new GivenVotes(
                                        "",
                                        new RequestId("round-" + round),
                                        POOL,
                                        Scene.QUESTION,
                                        votes,
                                        Optional.of(VirtualRound.OPENS),
                                        Optional.of(VirtualRound.CLOSES),
                                        Optional.of(Scene.NONCE),
                                        Optional.empty()))
                        .toCompletableFuture()
                        .join());
    }

    private static Vote at(long millis, Vote vote) {
        return new Vote(
                vote.agent(),
                vote.choice(),
                vote.confidence(),
                vote.score(),
                vote.reasoning(),
                vote.evidence(),
                Optional.of(VirtualRound.OPENS.plusMillis(millis)),
                vote.signature(),
                vote.defect());
    }

    private static Decisions decisions(List<Player> players) {
        PoolPolicy pool =
                PoolPolicy.named(POOL)
                        .weighting(Weighting.EQUAL)
                        .agents(players.stream().map(EngineSimulationTest::declared).toList())
                        .build();
        Policy policy = Policy.of(pool);
        VirtualTime time = new VirtualTime();
        Founders book = new Founders();
        Recorder recorder =
                new Recorder(
                        new InMemoryLedger(new Origin("simulated")),
                        time,
                        new Counted(),
                        _ -> {},
                        Limits.DEFAULT,
                        book);
        return new Decisions(() -> policy, time, recorder, book);
    }

    private static AgentPolicy declared(Player player) {
        return new AgentPolicy(
                player.agent(),
                player.domain(),
                Optional.empty(),
                BigDecimal.ONE,
                0,
                player.behaviour() == Behaviour.EQUIVOCATING
                        ? Optional.of(key(player.agent()))
                        : Optional.empty());
    }

    private static String key(AgentId agent) {
        byte[] encoded = Keys.of(agent).getPublic().getEncoded();
        return HexFormat.of().formatHex(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    /// Ids that are counted, so that every run is the same.
    private static final class Counted implements Ids {
        private int count;

        @Override
        public DecisionId decision() {
            return new DecisionId("decision-" + ++count);
        }

        @Override
        public String nonce() {
            return Scene.NONCE;
        }

        @Override
        public double draw() {
            return 0.99;
        }

        @Override
        public byte[] salt() {
            return "salt-%027d".formatted(++count).getBytes(StandardCharsets.UTF_8);
        }
    }
}
