package io.quorate.edge.validators.builtin.facts;

import io.quorate.core.protocol.Quotation;
import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Clash;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Sources.Hit;
import io.quorate.edge.validators.builtin.check.Words;
import io.quorate.edge.validators.builtin.text.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Whether the sources say what each sentence of the answer says: how many of its words one place
/// in the sources holds.
///
/// The weakest sentence counts as much as the mean of all. Words that the answer has from the
/// question count a quarter.
public final class Support implements Check {
    private static final double ASKED_WORTH = 0.25;

    private record Measure(double share, Optional<Hit> place) {}

    @Override
    public Finding look(Reading reading) {
        List<Statement> statements = Statement.of(reading);
        if (reading.sources().isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        if (statements.isEmpty()) {
            return Finding.nothing("The answer has no words that a source could hold.");
        }
        double sum = 0;
        double least = 2;
        Statement weakest = statements.getFirst();
        List<Quotation> evidence = new ArrayList<>();
        for (Statement statement : statements) {
            Measure measure = measure(statement, reading);
            sum += measure.share();
            if (measure.share() < least) {
                least = measure.share();
                weakest = statement;
            }
            measure.place()
                    .filter(_ -> evidence.size() < Words.EVIDENCE_MAX)
                    .ifPresent(hit -> evidence.addAll(reading.sources().quote(hit.sentence())));
        }
        double strength = (sum / statements.size() + least) / 2;
        return new Finding.Measured(
                strength, reasoning(weakest, least, reading), List.copyOf(evidence));
    }

    private static Measure measure(Statement statement, Reading reading) {
        Optional<Hit> place = reading.sources().best(statement.concepts());
        if (place.isEmpty()) {
            return new Measure(0, place);
        }
        double news = held(statement.news(), place.get(), reading);
        double all = held(statement.concepts(), place.get(), reading);
        double share =
                statement.news().isEmpty() ? all : (news + ASKED_WORTH * all) / (1 + ASKED_WORTH);
        return new Measure(share * (1 - swap(statement, place.get(), reading)), place);
    }

    /// A place that has the same words in other roles does not say the same.
    private static double swap(Statement statement, Hit place, Reading reading) {
        Passage source = reading.sources().passage(place.sentence());
        int within = reading.sources().within(place.sentence());
        Clash clash =
                Clash.ofRoles(
                        new Clash.Side(reading.answer(), statement.from(), statement.to()),
                        new Clash.Side(
                                source,
                                source.sentenceStart(within),
                                source.sentenceStart(within + 1)),
                        reading.vocabulary());
        return clash.degree() / 2;
    }

    /// In the place itself, or by two thirds anywhere: sources spread over several sentences what
    /// an answer says in one.
    private static double held(Collection<Integer> concepts, Hit place, Reading reading) {
        double here = reading.sources().share(place.sentence(), concepts);
        double anywhere = 0;
        double all = 0;
        for (int concept : concepts) {
            double weight = reading.sources().weight(concept);
            all += weight;
            anywhere += reading.sources().hold(concept) ? weight : 0;
        }
        return all == 0 ? 0 : (here + 2 * anywhere / all) / 3;
    }

    private static String reasoning(Statement weakest, double least, Reading reading) {
        String missing =
                Words.listed(
                        weakest.concepts().stream()
                                .filter(concept -> !reading.sources().hold(concept))
                                .map(reading.vocabulary()::word)
                                .toList());
        String sentence = Words.quoted(weakest.text(reading));
        if (missing.isEmpty()) {
            return "The sources have all words of the answer; least together are those of "
                    + sentence
                    + ", held by "
                    + Words.percent(least)
                    + ".";
        }
        return "The sources do not have " + missing + " of " + sentence + ".";
    }
}
