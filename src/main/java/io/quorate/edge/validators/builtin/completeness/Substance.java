package io.quorate.edge.validators.builtin.completeness;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.text.Passage;

/// Whether the answer adds anything to its question.
public final class Substance implements Check {

    @Override
    public Finding look(Reading reading) {
        if (reading.asked().isEmpty()) {
            return Finding.nothing("There is no question to answer.");
        }
        Passage answer = reading.answer();
        int content = 0;
        int news = 0;
        boolean plain = false;
        for (int i = 0; i < answer.size(); i++) {
            plain |= answer.word(i).equals("yes") || answer.isNegation(i);
            if (answer.isContent(i)) {
                content++;
                news += reading.asked().contains(answer.concept(i)) ? 0 : 1;
            }
        }
        boolean choice = !plain && content > 0 && news == 0 && isChoice(reading.question());
        if (news > 0 || plain || choice) {
            return Finding.measured(1, "The answer says something that the question does not.");
        }
        return Finding.measured(0.1, "The answer only repeats its question.");
    }

    /// Whether the question names what it can be answered with.
    private static boolean isChoice(Passage question) {
        for (int i = 0; i < question.size(); i++) {
            if (question.word(i).equals("or")) {
                return true;
            }
        }
        return false;
    }
}
