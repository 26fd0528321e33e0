package io.quorate.edge.validators.builtin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads `pairs/facts.txt`: true paraphrases of sources, each with a copy that is wrong.
class FactPairsTest {
    private static final Path PAIRS = Path.of("src/test/resources/pairs/facts.txt");

    private record Pair(Submission right, Submission wrong) {}

    @Test
    void theFactPoolPrefersTheParaphraseToTheWrongCopyInFourOfFivePairs() throws IOException {
        List<Pair> pairs = pairs();
        assertTrue(pairs.size() >= 40, () -> pairs.size() + " pairs");
        List<String> lost = new ArrayList<>();
        for (Pair pair : pairs) {
            if (right(pair.right()) <= right(pair.wrong())) {
                lost.add(pair.wrong().matter().toString());
            }
        }
        assertTrue(lost.size() * 5 <= pairs.size(), lost::toString);
    }

    @Test
    void numbersSeeANumberThatNoSourceHas() throws IOException {
        long seen =
                pairs().stream()
                        .filter(pair -> is("numbers", pair.right(), Choice.ACCEPT))
                        .filter(pair -> is("numbers", pair.wrong(), Choice.REJECT))
                        .count();
        assertTrue(seen >= 14, () -> seen + " pairs");
    }

    private static boolean is(String check, Submission submission, Choice choice) {
        return Builtins.judge(check, submission) instanceof Judgement.Opinion opinion
                && opinion.choice().equals(choice);
    }

    /// The mean over the fact checks that have an opinion of how probably the answer is right.
    private static double right(Submission submission) {
        return Builtins.all().stream()
                .filter(check -> check.pool().equals("facts"))
                .map(check -> Builtins.judge(check.name(), submission))
                .filter(Judgement.Opinion.class::isInstance)
                .map(Judgement.Opinion.class::cast)
                .mapToDouble(opinion ->
                        opinion.choice().equals(Choice.ACCEPT)
                                ? opinion.confidence()
                                : 1 - opinion.confidence())
                .average()
                .orElse(0.5);
    }

    private static List<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        String source = "";
        String question = "";
        String right = "";
        for (String line : Files.readAllLines(PAIRS)) {
            String text = line.length() > 2 ? line.substring(2) : "";
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case 'S' -> source = text;
                case 'Q' -> question = text;
                case '+' -> right = text;
                case '-' ->
                        pairs.add(
                                new Pair(
                                        submission(source, question, right),
                                        submission(source, question, text)));
                default -> {
                    // A remark, or the space between two sources.
                }
            }
        }
        return pairs;
    }

    private static Submission submission(String source, String question, String answer) {
        return Submission.ofAnswer(question, answer, new Source("s", "", source));
    }
}
