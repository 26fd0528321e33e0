package io.quorate.edge.validators.builtin.citations;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Markers;
import io.quorate.edge.validators.builtin.check.Markers.Marker;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import java.util.ArrayList;
import java.util.List;

/// Whether every citation leads to a source that was given.
public final class CitationSource implements Check {

    @Override
    public Finding look(Reading reading) {
        Cited cited = new Cited(reading.sources().all());
        List<String> lost = new ArrayList<>();
        int all = 0;
        for (Marker marker : Markers.in(reading.written())) {
            for (String name : marker.names()) {
                all++;
                if (cited.find(name).isEmpty()) {
                    lost.add(name);
                }
            }
        }
        if (all == 0) {
            return Finding.nothing(Cited.NO_CITATIONS);
        }
        return lost.isEmpty()
                ? Finding.measured(1, "Every citation leads to a source.")
                : Finding.measured(
                        (double) (all - lost.size()) / all / 2,
                        "No source is meant by " + Words.listed(lost) + ".");
    }
}
