package io.quorate.edge.validators.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Seeds;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the texts are, every check gives a judgement that keeps its promises.
class AnyTextProperties {
    private static final int MEGABYTE = 1_000_000;
    private static final String PIECES =
            "a B 1 . , \" ( ) [ ] [1] % 1,000 not no é 語 \u0301 \uD83D\n";

    @Test
    void randomTextsAreJudged() {
        Seeds.forEach(
                300,
                random -> {
                    Source source = new Source("s", text(random), text(random));
                    String answer =
                            random.nextBoolean() ? text(random) : source.text() + text(random);
                    Submission answered = Submission.ofAnswer(text(random), answer, source);
                    Submission submission = random.nextBoolean() ? answered : query(answered);
                    for (String name : Builtins.names()) {
                        Judgement judgement = Builtins.judge(name, submission);
                        assertEquals(judgement, Builtins.judge(name, submission));
                        keepsItsPromises(judgement, source);
                    }
                });
    }

    /// The same texts as a processed query.
    private static Submission query(Submission answered) {
        String question = answered.question();
        return answered.about(
                new Matter.Query(
                        question,
                        List.of(new Matter.Entity(question, "date"), new Matter.Entity("B", "")),
                        "compare"));
    }

    @Test
    void aMegabyteIsJudged() {
        isJudged("Jones built 3 bridges. ", MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "[1] ", "\"", "(", "Jones ", "not ", "\u0301", ". ", "語"})
    void oneThingOverAndOverIsJudged(String piece) {
        isJudged(piece, MEGABYTE / 50);
    }

    private static void isJudged(String piece, int length) {
        String large = piece.repeat(length / piece.length());
        Source source = new Source("s", "", large);
        for (String name : Builtins.names()) {
            Submission submission = Submission.ofAnswer("Who built 3?", large, source);
            keepsItsPromises(Builtins.judge(name, submission), source);
            keepsItsPromises(Builtins.judge(name, query(Submission.ofAnswer(large, ""))), source);
        }
    }

    private static void keepsItsPromises(Judgement judgement, Source source) {
        assertTrue(!judgement.reasoning().isBlank());
        assertTrue(judgement.reasoning().length() < 5_000);
        if (judgement instanceof Judgement.Opinion opinion) {
            assertTrue(opinion.confidence() >= 0.5 && opinion.confidence() <= 1);
            assertTrue(opinion.score() >= 0 && opinion.score() <= 1);
            for (Quotation quotation : opinion.evidence()) {
                assertTrue(source.text().contains(quotation.quote()));
            }
        }
    }

    private static String text(RandomGenerator random) {
        List<String> pieces = List.of(PIECES.split(" ", -1));
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(3)) {
                case 0 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 1 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
                default -> text.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (random.nextBoolean()) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
