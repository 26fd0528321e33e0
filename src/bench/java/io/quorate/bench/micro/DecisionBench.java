package io.quorate.bench.micro;

import io.quorate.core.consensus.Member;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.Seating;
import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Progress;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One decision on votes that are all there, in a pool with labels and several fault domains; three
/// votes of four are for the same choice.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class DecisionBench {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(1);
    private static final int AGENTS_PER_DOMAIN = 2;

    /// Kept from one call to the next by callers, too: a pool's rules change with its policy only.
    private final Rules rules = Rules.of(PoolPolicy.of(new PoolId("pool"), List.of()));

    @Param("7")
    public int votes;

    private List<Member> members = List.of();
    private List<Ballot> ballots = List.of();

    @Setup
    public void prepare() {
        SplittableRandom chance = new SplittableRandom(votes);
        members = new ArrayList<>(votes);
        ballots = new ArrayList<>(votes);
        for (int i = 0; i < votes; i++) {
            AgentId agent = new AgentId("agent-" + i);
            members.add(
                    new Member(
                            agent,
                            new FaultDomain("domain-" + i / AGENTS_PER_DOMAIN),
                            Standing.ACTIVE,
                            900_000 + chance.nextInt(400_000),
                            0,
                            new Voice.Confusion(
                                    List.of(
                                            List.of(-105_361L, -2_302_585L),
                                            List.of(-1_609_438L, -223_144L)))));
            ballots.add(
                    Ballot.vouched(
                            Vote.of(agent, i % 4 == 3 ? Choice.REJECT : Choice.ACCEPT, 0.9)));
        }
    }

    @Benchmark
    public Conclusion decision() {
        Opening opening =
                new Opening(
                        new DecisionId("0199f0c2-0000-7000-8000-000000000000"),
                        1,
                        Digest.of(new byte[] {1}),
                        Seating.of(
                                new PoolId("pool"),
                                Weighting.LOG_ODDS,
                                List.of(Choice.ACCEPT, Choice.REJECT),
                                members,
                                new Seating.Experience(false, true, Outlook.NONE),
                                rules.cap()),
                        rules,
                        Roster.EMPTY,
                        Optional.empty(),
                        Window.UNBOUNDED,
                        List.of(),
                        Opening.Collecting.UNTIL_CERTAIN,
                        Reserve.NONE);
        Round round =
                Round.open(opening, NOW).round().apply(new Event.Brought(ballots, NOW)).round();
        return switch (round.progress()) {
            case Progress.Concluded(Conclusion conclusion) -> conclusion;
            case Progress.Pending _, Progress.Repeated _ ->
                    throw new IllegalStateException("all votes are in");
        };
    }
}
