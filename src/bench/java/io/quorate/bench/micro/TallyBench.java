package io.quorate.bench.micro;

import io.quorate.core.consensus.Gate;
import io.quorate.core.consensus.Rules;
import io.quorate.core.consensus.resolution.Count;
import io.quorate.core.consensus.resolution.SeatState;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
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
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The count of a round's seats, three of four of them for the same choice.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class TallyBench {
    private static final PoolId POOL = new PoolId("pool");

    @Param("7")
    public int votes;

    private Electorate electorate = electorate(List.of());
    private Gate gate = Gate.of(electorate, rules());
    private List<SeatState> states = List.of();

    @Setup
    public void prepare() {
        List<Seat> seats = new ArrayList<>();
        states = new ArrayList<>();
        for (int i = 0; i < votes; i++) {
            AgentId agent = new AgentId("agent-" + i);
            seats.add(
                    new Seat(
                            agent,
                            new FaultDomain("domain-" + i),
                            Standing.ACTIVE,
                            Seat.MILLION,
                            Seat.MILLION,
                            0.5,
                            Voice.SILENT));
            int choice = i % 4 == 3 ? 1 : 0;
            Vote vote = Vote.of(agent, choice == 1 ? Choice.REJECT : Choice.ACCEPT, 0.9);
            states.add(new SeatState.Counted(vote, choice));
        }
        electorate = electorate(seats);
        gate = Gate.of(electorate, rules());
    }

    private static Rules rules() {
        return Rules.of(PoolPolicy.of(POOL, List.of()));
    }

    private static Electorate electorate(List<Seat> seats) {
        return new Electorate(
                POOL,
                Weighting.EQUAL,
                List.of(Choice.ACCEPT, Choice.REJECT),
                seats,
                2,
                false,
                true,
                false,
                Outlook.NONE);
    }

    @Benchmark
    public Count tally() {
        return Count.of(electorate, gate, states);
    }
}
