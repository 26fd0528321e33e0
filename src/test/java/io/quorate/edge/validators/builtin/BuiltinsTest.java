package io.quorate.edge.validators.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.validators.builtin.Judgement.Abstention;
import io.quorate.edge.validators.builtin.Judgement.Opinion;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BuiltinsTest {
    private static final Source BRIDGE =
            new Source(
                    "bridge",
                    "The Pine Bridge",
                    "The Pine Bridge is a truss bridge in Chichester, New Hampshire. It was built"
                            + " in 1887 by Dexter Jones. The population of Chichester was 2,523 at the"
                            + " 2010 census.");

    private static final String QUESTION = "Who built the Pine Bridge?";

    @Test
    void aCheckThatDoesNotExistAbstains() {
        Submission submission = Submission.ofAnswer(QUESTION, "Dexter Jones", BRIDGE);
        assertEquals(
                new Abstention("There is no built-in check numbrs."),
                Builtins.judge("numbrs", submission));
    }

    @Test
    void ofCandidatesTheBestSupportedOneIsChosen() {
        Opinion opinion = opinion("support", candidates("Arthur Pine in 1901", "Dexter Jones"));
        assertEquals(new Choice("c2"), opinion.choice());
        assertTrue(opinion.confidence() > 0.5, opinion::toString);
    }

    @Test
    void noneIsChosenWhereNoCandidateIsSupported() {
        Opinion opinion = opinion("support", candidates("Arthur Pine in 1901", "Maria Lopez"));
        assertEquals(Choice.NONE, opinion.choice());
        assertTrue(opinion.confidence() > 0.5, opinion::toString);
    }

    @Test
    void evidenceStandsInTheSourceLetterByLetter() {
        Opinion opinion =
                opinion("support", Submission.ofAnswer(QUESTION, "Dexter Jones built it.", BRIDGE));
        assertEquals(Choice.ACCEPT, opinion.choice());
        assertTrue(!opinion.evidence().isEmpty());
        for (Quotation quotation : opinion.evidence()) {
            assertEquals("bridge", quotation.sourceId());
            assertTrue(BRIDGE.text().contains(quotation.quote()), quotation::quote);
        }
    }

    private static Opinion opinion(String check, Submission submission) {
        return assertInstanceOf(Opinion.class, Builtins.judge(check, submission));
    }

    private static Submission candidates(String one, String two) {
        return new Submission(
                new Matter.Candidates(
                        List.of(
                                new Matter.Candidate(new Choice("c1"), one),
                                new Matter.Candidate(new Choice("c2"), two))),
                QUESTION,
                List.of(BRIDGE),
                "",
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }
}
