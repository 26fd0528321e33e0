package io.quorate.edge.validators.builtin.facts;

import io.quorate.core.protocol.Quotation;
import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Sources;
import io.quorate.edge.validators.builtin.check.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether the answer's news stands in the sources where they speak of what was asked.
///
/// A word of the news counts by being in the sources at all, and by how much of the question stands
/// around it, compared with the place that has most of the question.
public final class Focus implements Check {
    private static final double AROUND_WORTH = 0.35;
    private static final double ONLY_REPEATS = 0.3;

    @Override
    public Finding look(Reading reading) {
        Sources sources = reading.sources();
        if (sources.isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        if (reading.asked().isEmpty()) {
            return Finding.nothing("There is no question to look for in the sources.");
        }
        Set<Integer> news = new LinkedHashSet<>();
        List<Statement> statements = Statement.of(reading);
        statements.forEach(statement -> news.addAll(statement.news()));
        if (statements.isEmpty()) {
            return Finding.nothing("The answer has no words that a source could hold.");
        }
        if (news.isEmpty()) {
            return Finding.measured(
                    ONLY_REPEATS,
                    "The answer says nothing that its question does not say already.");
        }
        Map<Integer, Double> shares = sources.shares(reading.asked());
        double most = shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double found = 0;
        double all = 0;
        List<String> missing = new ArrayList<>();
        for (int concept : news) {
            double weight = sources.weight(concept);
            all += weight;
            double around = around(concept, shares, sources);
            if (around < 0) {
                missing.add(reading.vocabulary().word(concept));
            } else {
                double near = most == 0 ? 1 : Math.min(1, around / most);
                found += weight * (1 - AROUND_WORTH + AROUND_WORTH * near);
            }
        }
        String reason =
                missing.isEmpty()
                        ? "What the answer adds to its question stands in the sources."
                        : "The sources do not have what the answer adds to its question: "
                                + Words.listed(missing)
                                + ".";
        return new Finding.Measured(found / all, reason, evidence(reading));
    }

    private static List<Quotation> evidence(Reading reading) {
        return reading.sources()
                .best(reading.asked())
                .map(hit -> reading.sources().quote(hit.sentence()))
                .orElse(List.of());
    }

    /// The largest share of the question around the concept; below 0 where no source has it.
    private static double around(int concept, Map<Integer, Double> shares, Sources sources) {
        double most = -1;
        for (int sentence : sources.sentencesWith(concept)) {
            most = Math.max(most, shares.getOrDefault(sentence, 0.0));
        }
        return most;
    }
}
