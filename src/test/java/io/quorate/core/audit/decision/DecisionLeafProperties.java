package io.quorate.core.audit.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every leaf of a decision has to be, over seeded random decisions.
class DecisionLeafProperties {
    private static final long SEED = Long.getLong("seed", 9162);
    private static final int CASES = 120;

    @Test
    void readingALeafBackGivesTheRecordThatWasWritten() {
        System.out.println("DecisionLeafProperties -Dseed=" + SEED);
        RandomDecisions decisions = new RandomDecisions(SEED);
        Set<Boolean> split = new HashSet<>();
        for (int i = 0; i < CASES; i++) {
            DecisionRecord record = decisions.next(sizeOf(i));
            DecisionLeaf leaf = DecisionLeaf.of(record);
            assertEquals(record, leaf.read(texts(record)), "case " + i);
            split.add(leaf.detail().isPresent());
        }
        assertEquals(Set.of(true, false), split, "both forms were tried");
    }

    @Test
    void aLeafAndItsDetailAreCanonicalAndTheLeafIsNeverTooLong() {
        RandomDecisions decisions = new RandomDecisions(SEED);
        for (int i = 0; i < CASES; i++) {
            DecisionLeaf leaf = DecisionLeaf.of(decisions.next(sizeOf(i)));
            assertTrue(leaf.bytes().length <= DecisionLeaf.BYTES_MAX, "case " + i);
            assertCanonical(leaf.bytes());
            leaf.detail().ifPresent(DecisionLeafProperties::assertCanonical);
        }
    }

    @Test
    void theSameRecordGivesTheSameBytes() {
        RandomDecisions once = new RandomDecisions(SEED);
        RandomDecisions again = new RandomDecisions(SEED);
        for (int i = 0; i < CASES; i++) {
            assertArrayEquals(
                    DecisionLeaf.of(once.next(sizeOf(i))).bytes(),
                    DecisionLeaf.of(again.next(sizeOf(i))).bytes());
        }
    }

    @Test
    void withoutItsTextsARecordIsTheSameButForThem() {
        RandomDecisions decisions = new RandomDecisions(SEED);
        for (int i = 0; i < CASES; i++) {
            DecisionLeaf leaf = DecisionLeaf.of(decisions.next(5));
            DecisionRecord bare = leaf.read(Map.of());
            assertTrue(texts(bare).isEmpty());
            assertArrayEquals(leaf.bytes(), DecisionLeaf.of(bare).bytes());
        }
    }

    @Test
    void noTextOfAVoteStandsInLeafOrDetail() {
        RandomDecisions decisions = new RandomDecisions(SEED);
        boolean erasable = false;
        for (int i = 0; i < CASES; i++) {
            DecisionRecord record = decisions.next(sizeOf(i));
            erasable |= record.toString().contains(RandomDecisions.ERASABLE);
            DecisionLeaf leaf = DecisionLeaf.of(record);
            assertNoErasable(leaf.bytes());
            leaf.detail().ifPresent(DecisionLeafProperties::assertNoErasable);
        }
        assertTrue(erasable, "there was something to be found");
    }

    @Test
    void aDetailThatIsMissingOrNotTheOneNamedIsRefused() {
        RandomDecisions decisions = new RandomDecisions(SEED);
        DecisionLeaf leaf = DecisionLeaf.of(decisions.next(900));
        while (leaf.detail().isEmpty()) {
            leaf = DecisionLeaf.of(decisions.next(900));
        }
        DecisionLeaf without = new DecisionLeaf(leaf.bytes(), Optional.empty());
        DecisionLeaf other = new DecisionLeaf(leaf.bytes(), Optional.of("{}".getBytes(UTF_8)));
        assertThrows(IllegalArgumentException.class, () -> without.read(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> other.read(Map.of()));
    }

    private static int sizeOf(int index) {
        return index % 20 == 19 ? 300 : index % 10;
    }

    private static void assertNoErasable(byte[] json) {
        String text = new String(json, UTF_8);
        assertFalse(text.contains(RandomDecisions.ERASABLE));
        assertFalse(text.contains(RandomDecisions.ERASABLE_HEX));
    }

    private static void assertCanonical(byte[] json) {
        assertArrayEquals(json, new CanonicalJson().write(JsonReader.read(json)));
    }

    private static Map<String, byte[]> texts(DecisionRecord record) {
        Map<String, byte[]> texts = new HashMap<>();
        for (PoolOutcome pool : record.findings().pools()) {
            for (RoundReport round : pool.rounds()) {
                for (int i = 0; i < round.votes().size(); i++) {
                    String slot = ContentText.slot(pool.pool().value(), round.number(), i);
                    ContentText.of(round.votes().get(i)).ifPresent(text -> texts.put(slot, text));
                }
            }
        }
        return texts;
    }
}
