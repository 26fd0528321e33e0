package io.quorate.core.consensus.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.consensus.Pools;
import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.consensus.admission.Window;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class EpochTest {
    private static final Electorate FOUR = Pools.equal(4, Pools.ANSWER);
    private static final Window WINDOW =
            Window.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

    @Test
    void whateverIsFixedAtTheOpeningIsInTheEpoch() {
        Set<Digest> epochs = new HashSet<>();
        epochs.add(epoch("d1", 1, FOUR, Optional.of("00"), WINDOW));
        epochs.add(epoch("d2", 1, FOUR, Optional.of("00"), WINDOW));
        epochs.add(epoch("d1", 2, FOUR, Optional.of("00"), WINDOW));
        epochs.add(epoch("d1", 1, Pools.equal(5, Pools.ANSWER), Optional.of("00"), WINDOW));
        epochs.add(epoch("d1", 1, Pools.equal(4, Pools.THREE), Optional.of("00"), WINDOW));
        epochs.add(
                epoch(
                        "d1",
                        1,
                        Pools.of(
                                new long[] {1_000_000, 1_000_000, 1_000_000, 1_000_001},
                                new int[] {0, 1, 2, 3},
                                Pools.ANSWER),
                        Optional.of("00"),
                        WINDOW));
        epochs.add(
                epoch(
                        "d1",
                        1,
                        Pools.of(
                                new long[] {1_000_000, 1_000_000, 1_000_000, 1_000_000},
                                new int[] {0, 1, 2, 4},
                                Pools.ANSWER),
                        Optional.of("00"),
                        WINDOW));
        epochs.add(epoch("d1", 1, FOUR, Optional.of("01"), WINDOW));
        epochs.add(epoch("d1", 1, FOUR, Optional.empty(), WINDOW));
        epochs.add(epoch("d1", 1, FOUR, Optional.of("00"), Window.UNBOUNDED));
        assertEquals(10, epochs.size());
    }

    @Test
    void theSameOpeningHasTheSameEpoch() {
        assertEquals(
                epoch("d1", 1, FOUR, Optional.of("00"), WINDOW),
                epoch("d1", 1, Pools.equal(4, Pools.ANSWER), Optional.of("00"), WINDOW));
    }

    private static Digest epoch(
            String decision,
            int number,
            Electorate electorate,
            Optional<String> nonce,
            Window window) {
        return Round.open(
                        new Opening(
                                new DecisionId(decision),
                                number,
                                Digest.of(new byte[0]),
                                electorate,
                                Pools.rules(),
                                Roster.EMPTY,
                                nonce,
                                window,
                                List.of(),
                                Opening.Collecting.UNTIL_CERTAIN,
                                Reserve.NONE),
                        Rounds.NOW)
                .round()
                .epoch();
    }
}
