package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;
import java.util.HashSet;
import java.util.Set;

/// Whether each entity stands in the question, and is named once.
public final class Mentions implements QueryCheck {
    @Override
    public Finding look(QueryReading reading) {
        if (reading.mentions().isEmpty()) {
            return Finding.nothing("There are no entities.");
        }
        Set<Integer> places = new HashSet<>();
        String wrong = "";
        int right = 0;
        for (QueryReading.Mention mention : reading.mentions()) {
            int place = mention.placeIn(reading.question());
            if (place >= 0 && places.add(place)) {
                right++;
            } else {
                wrong = mention.entity().text();
            }
        }
        return Finding.measured(
                (double) right / reading.mentions().size(),
                wrong.isEmpty()
                        ? "Every entity stands in the question."
                        : QueryReading.shown(wrong)
                                + " does not stand in the question, or is named twice.");
    }
}
