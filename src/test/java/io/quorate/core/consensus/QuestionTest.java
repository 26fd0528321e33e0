package io.quorate.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static final Digest ONE = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});
    private static final Electorate FOUR = Pools.equal(4, Pools.ANSWER);
    private static final Question QUESTION = Question.of(ONE, OTHER, FOUR);

    @Test
    void weightsDoNotMatter() {
        Electorate heavier =
                Pools.of(new long[] {1, 2, 3, 4}, new int[] {0, 1, 2, 3}, Pools.ANSWER);
        assertEquals(QUESTION, Question.of(ONE, OTHER, heavier));
    }

    @Test
    void everythingElseDoes() {
        assertNotEquals(QUESTION, Question.of(OTHER, OTHER, FOUR));
        assertNotEquals(QUESTION, Question.of(ONE, ONE, FOUR));
        assertNotEquals(QUESTION, Question.of(ONE, OTHER, Pools.equal(5, Pools.ANSWER)));
        List<Member> members = new ArrayList<>();
        FOUR.seats().forEach(seat -> members.add(Member.of(seat)));
        members.set(0, members.getFirst().as(Standing.PROBATION));
        Electorate trial = Seating.reseated(FOUR, members, Seating.Cap.CAPPED);
        assertNotEquals(QUESTION, Question.of(ONE, OTHER, trial));
    }

    @Test
    void anAnswerIsFreshForAWhile() {
        Instant decided = Instant.EPOCH;
        Duration minute = Duration.ofMinutes(1);
        assertTrue(Question.isFresh(decided, decided, minute));
        assertTrue(Question.isFresh(decided, decided.plusSeconds(59), minute));
        assertFalse(Question.isFresh(decided, decided.plusSeconds(60), minute));
        assertFalse(Question.isFresh(decided, decided.minusSeconds(1), minute));
        assertFalse(Question.isFresh(decided, decided, Duration.ZERO));
    }
}
