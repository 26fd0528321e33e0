package io.quorate.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.HeadThreshold;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

class QuorumProperties {
    private static final int SEATS_MAX = 1_000;

    @ParameterizedTest
    @CsvSource({"1,0,1", "2,0,2", "3,0,2", "4,1,3", "5,1,4", "6,1,4", "7,2,5", "10,3,7", "13,4,9"})
    void knownQuorums(int n, int f, int q) {
        assertEquals(new Quorum(n, f, q), Quorum.of(n, new HeadThreshold.Byzantine()));
    }

    @Test
    void anyTwoQuorumsShareMoreThanAllFaultyAgents() {
        for (int n = 1; n <= SEATS_MAX; n++) {
            Quorum quorum = Quorum.of(n, new HeadThreshold.Byzantine());
            assertTrue(2 * quorum.q() - n > quorum.f(), quorum::toString);
        }
    }

    @Test
    void oneHeadLessWouldNotDo() {
        for (int n = 1; n <= SEATS_MAX; n++) {
            Quorum quorum = Quorum.of(n, new HeadThreshold.Byzantine());
            assertTrue(2 * (quorum.q() - 1) - n <= quorum.f(), quorum::toString);
        }
    }

    @Test
    void theHonestCanAlwaysFormOne() {
        for (int n = 1; n <= SEATS_MAX; n++) {
            Quorum quorum = Quorum.of(n, new HeadThreshold.Byzantine());
            assertTrue(quorum.q() <= n - quorum.f(), quorum::toString);
        }
    }

    @Test
    void faultyAgentsAreLessThanAThird() {
        for (int n = 1; n <= SEATS_MAX; n++) {
            Quorum quorum = Quorum.of(n, new HeadThreshold.Byzantine());
            assertTrue(3 * quorum.f() < n && 3 * (quorum.f() + 1) >= n, quorum::toString);
        }
    }

    @Test
    void aSupermajorityIsExactAndNeverLess() {
        for (int percent = 51; percent <= 100; percent++) {
            BigDecimal share = BigDecimal.valueOf(percent, 2);
            for (int n = 1; n <= SEATS_MAX; n++) {
                int least = Quorum.of(n, new HeadThreshold.Byzantine()).q();
                int asked = (percent * n + 99) / 100;
                Quorum quorum = Quorum.of(n, new HeadThreshold.Supermajority(share));
                assertEquals(Math.max(least, asked), quorum.q(), share + " of " + n);
            }
        }
    }
}
