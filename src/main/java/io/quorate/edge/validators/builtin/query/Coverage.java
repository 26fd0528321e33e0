package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.text.Names;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Quantities;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Whether the names and numbers of the question are among the entities.
public final class Coverage implements QueryCheck {
    private record Span(int from, int to) {}

    @Override
    public Finding look(QueryReading reading) {
        Passage question = reading.question();
        List<Span> worthNaming = worthNaming(question);
        if (worthNaming.isEmpty()) {
            return Finding.nothing("The question has no names and no numbers.");
        }
        BitSet named = named(reading);
        String missing = "";
        int covered = 0;
        for (Span span : worthNaming) {
            int first = named.nextSetBit(span.from());
            if (first >= 0 && first < span.to()) {
                covered++;
            } else {
                missing = question.between(span.from(), span.to());
            }
        }
        return Finding.measured(
                (double) covered / worthNaming.size(),
                missing.isEmpty()
                        ? "The question's names and numbers are among the entities."
                        : QueryReading.shown(missing) + " is not among the entities.");
    }

    /// A capital at the start of a sentence makes no name by itself.
    private static List<Span> worthNaming(Passage question) {
        List<Span> spans = new ArrayList<>();
        for (Names.Name name : Names.in(question, 0, question.size())) {
            if (!name.opens() || name.to() - name.from() > 1) {
                spans.add(new Span(name.from(), name.to()));
            }
        }
        Quantities.in(question).forEach(number -> spans.add(new Span(number.from(), number.to())));
        return spans;
    }

    private static BitSet named(QueryReading reading) {
        BitSet named = new BitSet();
        for (QueryReading.Mention mention : reading.mentions()) {
            int place = mention.placeIn(reading.question());
            if (place >= 0) {
                named.set(place, place + mention.words().size());
            }
        }
        return named;
    }
}
