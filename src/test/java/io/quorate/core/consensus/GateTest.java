package io.quorate.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.ResolutionPolicy;
import io.quorate.core.policy.WeightThreshold;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Weighting;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalLong;

class GateTest {
    @Test
    void twoThirdsAreExact() {
        for (long total = 1; total <= 1_000; total++) {
            Gate gate = gate(new WeightThreshold.TwoThirds(), total);
            long needed = gate.weightNeeded().orElseThrow();
            assertTrue(3 * needed >= 2 * total && 3 * (needed - 1) < 2 * total);
        }
    }

    @Test
    void aDecimalShareIsExact() {
        WeightThreshold share = new WeightThreshold.Share(new BigDecimal("0.7"));
        assertEquals(OptionalLong.of(7), gate(share, 10).weightNeeded());
        assertEquals(OptionalLong.of(8), gate(share, 11).weightNeeded());
        assertFalse(gate(share, 10).enoughWeight(6));
        assertTrue(gate(share, 10).enoughWeight(7));
    }

    @Test
    void noWeightIsNeverEnough() {
        Gate gate = gate(new WeightThreshold.TwoThirds(), 0);
        assertTrue(gate.weightNeeded().isEmpty());
        assertFalse(gate.agreed(1, 0));
    }

    @Test
    void theGreatestElectorateIsCountedExactly() {
        long[] weights = new long[Electorate.SEATS_MAX];
        Arrays.fill(weights, Seat.WEIGHT_MAX);
        Electorate electorate = Pools.of(weights, new int[weights.length], Pools.ANSWER);
        Gate gate = Gate.of(electorate, Pools.rules());
        assertEquals(weights.length * Seat.WEIGHT_MAX, gate.totalWeight());
        assertEquals(OptionalLong.of((2 * gate.totalWeight() + 2) / 3), gate.weightNeeded());
        assertTrue(gate.weightNeeded().getAsLong() > gate.totalWeight() / 2);
    }

    private static Gate gate(WeightThreshold threshold, long total) {
        Rules rules =
                new Rules(
                        new HeadThreshold.Byzantine(),
                        threshold,
                        Weighting.EQUAL,
                        Seating.Cap.CAPPED,
                        ResolutionPolicy.ESCALATE);
        return Gate.of(Pools.of(new long[] {total}, new int[1], Pools.ANSWER), rules);
    }
}
