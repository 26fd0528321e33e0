package io.quorate.edge.validators.builtin.coherence;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.HashSet;
import java.util.Set;

/// Whether the answer says the same again: the share of its runs of [#RUN] words that stood in it
/// before.
public final class Repetition implements Check {
    private static final int RUN = 4;
    private static final int WORDS_MIN = 12;
    private static final long PRIME = 1_000_003;

    @Override
    public Finding look(Reading reading) {
        Passage answer = reading.answer();
        if (answer.size() < WORDS_MIN) {
            return Finding.nothing("The answer is too short to repeat itself.");
        }
        Set<Long> seen = new HashSet<>();
        int repeated = 0;
        int first = -1;
        int runs = answer.size() - RUN + 1;
        for (int i = 0; i < runs; i++) {
            long run = 0;
            for (int j = i; j < i + RUN; j++) {
                run = run * PRIME + answer.concept(j);
            }
            if (!seen.add(run)) {
                repeated++;
                first = first < 0 ? i : first;
            }
        }
        double fresh = 1 - (double) repeated / runs;
        String reason =
                repeated == 0
                        ? "The answer does not repeat itself."
                        : Words.percent(1 - fresh)
                                + " of the answer was said in it before, first "
                                + Words.quoted(answer.between(first, first + RUN))
                                + ".";
        return Finding.measured(fresh, reason);
    }
}
