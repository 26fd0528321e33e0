package io.quorate.edge.validators.builtin.citations;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Markers;
import io.quorate.edge.validators.builtin.check.Markers.Marker;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import java.util.ArrayList;
import java.util.List;

/// Whether citations are written as such: a name in every marker, no marker left open, and all of
/// them of one style.
public final class CitationFormat implements Check {
    private static final double MIXED = 0.8;

    @Override
    public Finding look(Reading reading) {
        String text = reading.written();
        List<Marker> markers = Markers.in(text);
        boolean open = text.lastIndexOf('[') > text.lastIndexOf(']');
        if (markers.isEmpty() && !open) {
            return Finding.nothing(Cited.NO_CITATIONS);
        }
        List<String> bad = new ArrayList<>();
        int numbered = 0;
        for (Marker marker : markers) {
            if (marker.names().stream().anyMatch(String::isEmpty)) {
                bad.add(text.substring(marker.start(), marker.end()));
            }
            numbered += isNumber(marker.names().getFirst()) ? 1 : 0;
        }
        if (open) {
            bad.add(text.substring(text.lastIndexOf('[')));
        }
        if (!bad.isEmpty()) {
            double good = (double) markers.size() / (markers.size() + bad.size() + 1);
            return Finding.measured(
                    good / 2, "These citations are not well formed: " + Words.listed(bad) + ".");
        }
        return numbered == 0 || numbered == markers.size()
                ? Finding.measured(1, "All citations are well formed.")
                : Finding.measured(MIXED, "Citations by number stand beside citations by name.");
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    }
}
