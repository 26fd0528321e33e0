package io.quorate.core.audit.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.decision.RandomDecisions;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final DecisionRecord record =
            new Entries(new Origin("a"), RandomGenerator.getDefault())
                    .of(1, new Call("a"))
                    .record();

    @Test
    void itSaysWhatWasNeededAndWhatThereWas() {
        String text = ExplanationText.plain(Explanation.of(record));
        for (String line :
                new String[] {
                    "Pool facts accepts.",
                    "A quorum by head and by weight stands for ACCEPT.",
                    "Of n = 7 seats up to f = 2 may be arbitrarily faulty; a choice needs q = 5",
                    "It also needs a weight of 4.666667 of 7.",
                    "For ACCEPT: 7 heads with a weight of 7.",
                    "Voted ACCEPT with a confidence of 0.9; it counted with a weight of 1.",
                    "Too few labelled votes are known to trust learned weights.",
                    "ACCEPT is the most probable choice, with a probability of 0.870."
                }) {
            assertTrue(text.contains(line), () -> line + " is missing in\n" + text);
        }
        assertFalse(text.contains("erased"));
    }

    @Test
    void itSaysThatTextsWereErased() {
        DecisionRecord erased = DecisionLeaf.of(record).read(Map.of());
        Explanation explanation = Explanation.of(erased);
        assertTrue(
                explanation.remarks().getFirst().startsWith("The texts of 7 votes were erased"),
                explanation.remarks()::toString);
        assertEquals("", explanation.pools().getFirst().voters().getFirst().reasoning());
    }

    @Test
    void anyRecordCanBeExplained() {
        Seeds.forEach(
                200,
                random -> {
                    DecisionRecord any =
                            new RandomDecisions(random.nextLong()).next(random.nextInt(9));
                    Explanation explanation = Explanation.of(any);
                    assertEquals(any.findings().pools().size(), explanation.pools().size());
                    assertTrue(ExplanationText.json(explanation).length > 0);
                });
    }
}
