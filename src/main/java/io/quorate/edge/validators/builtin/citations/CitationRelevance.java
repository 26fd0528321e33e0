package io.quorate.edge.validators.builtin.citations;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Markers;
import io.quorate.edge.validators.builtin.check.Markers.Marker;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a sentence and the source that it cites speak of the same: how many of the sentence's
/// words the cited source has.
public final class CitationRelevance implements Check {
    private static final int CITATIONS_MAX = 500;

    @Override
    public Finding look(Reading reading) {
        Cited cited = new Cited(reading.sources().all());
        double least = 2;
        String weakest = "";
        for (Marker marker : Markers.in(reading.written()).stream().limit(CITATIONS_MAX).toList()) {
            int sentence = sentenceBefore(reading.answer(), marker.start());
            Set<Integer> concepts = sentence < 0 ? Set.of() : concepts(reading.answer(), sentence);
            Optional<Double> shared =
                    concepts.isEmpty() ? Optional.empty() : best(marker, concepts, cited, reading);
            if (shared.isPresent() && shared.get() < least) {
                least = shared.get();
                weakest = reading.answer().sentence(sentence);
            }
        }
        if (least > 1) {
            return Finding.nothing("No sentence of the answer cites a source that was given.");
        }
        return Finding.measured(
                least,
                "Of "
                        + Words.quoted(weakest)
                        + " the cited source has "
                        + Words.percent(least)
                        + " of the words.");
    }

    private static Optional<Double> best(
            Marker marker, Set<Integer> concepts, Cited cited, Reading reading) {
        List<Integer> named =
                marker.names().stream().map(cited::find).flatMap(Optional::stream).toList();
        return named.stream()
                .map(source -> reading.sources().shareOfSource(source, concepts))
                .max(Double::compare);
    }

    /// The sentence that the last word before a place belongs to.
    private static int sentenceBefore(Passage answer, int place) {
        int low = 0;
        int high = answer.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (answer.start(middle) < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? -1 : answer.sentenceOf(low - 1);
    }

    private static Set<Integer> concepts(Passage answer, int sentence) {
        Set<Integer> concepts = new HashSet<>();
        for (int i = answer.sentenceStart(sentence); i < answer.sentenceStart(sentence + 1); i++) {
            if (answer.isContent(i)) {
                concepts.add(answer.concept(i));
            }
        }
        return concepts;
    }
}
