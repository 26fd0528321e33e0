package io.quorate.edge.validators.builtin.facts;

import io.quorate.core.protocol.Quotation;
import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Clash;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Sources;
import io.quorate.edge.validators.builtin.check.Sources.Hit;
import io.quorate.edge.validators.builtin.check.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a source says the opposite of what the answer says.
///
/// Each sentence of the answer is laid beside the sentence of the sources that has most of its
/// words; what sets the two apart is then a denial, an opposite, another number, or roles that are
/// swapped, where the rest is the same.
public final class Contradictions implements Check {
    /// Below it two sentences speak of different things and cannot clash.
    private static final double ALIKE = 0.5;

    @Override
    public Finding look(Reading reading) {
        Sources sources = reading.sources();
        if (sources.isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        double strongest = 0;
        String reason = "";
        int compared = 0;
        List<Quotation> evidence = new ArrayList<>();
        for (Statement statement : Statement.of(reading)) {
            Optional<Hit> hit = sources.best(statement.concepts());
            if (hit.isEmpty() || hit.get().share() < ALIKE) {
                continue;
            }
            compared++;
            int sentence = hit.get().sentence();
            int within = sources.within(sentence);
            Clash clash =
                    Clash.between(
                            new Clash.Side(reading.answer(), statement.from(), statement.to()),
                            new Clash.Side(
                                    sources.passage(sentence),
                                    sources.passage(sentence).sentenceStart(within),
                                    sources.passage(sentence).sentenceStart(within + 1)),
                            reading.vocabulary());
            double weight = clash.degree() * hit.get().share();
            if (weight > strongest) {
                strongest = weight;
                reason = clash.reason() + ": " + Words.quoted(statement.text(reading)) + ".";
                evidence.addAll(0, sources.quote(sentence));
            }
        }
        if (compared == 0) {
            return Finding.nothing("No source speaks of what the answer says.");
        }
        String reasoning = strongest == 0 ? "No source says the opposite of the answer." : reason;
        return new Finding.Measured(
                1 - strongest,
                reasoning,
                evidence.subList(0, Math.min(evidence.size(), Words.EVIDENCE_MAX)));
    }
}
