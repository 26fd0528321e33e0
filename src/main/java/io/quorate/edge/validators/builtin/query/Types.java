package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.text.Names;
import io.quorate.edge.validators.builtin.text.Passage;
import io.quorate.edge.validators.builtin.text.Quantities;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whether entities look like what their types say: a date has a number or a month, an amount a
/// number, and a name is not a number.
public final class Types implements QueryCheck {
    private static final Set<String> DATES =
            Set.of("date", "time", "year", "datetime", "month", "period");
    private static final Set<String> NUMBERS =
            Set.of(
                    "number",
                    "quantity",
                    "amount",
                    "money",
                    "percent",
                    "percentage",
                    "cardinal",
                    "ordinal",
                    "price",
                    "count");
    private static final Set<String> NAMES =
            Set.of(
                    "person",
                    "per",
                    "people",
                    "organization",
                    "organisation",
                    "org",
                    "company",
                    "location",
                    "loc",
                    "place",
                    "city",
                    "country",
                    "gpe",
                    "product",
                    "event");

    @Override
    public Finding look(QueryReading reading) {
        int judged = 0;
        int right = 0;
        String wrong = "";
        for (QueryReading.Mention mention : reading.mentions()) {
            Optional<Boolean> fits = fits(mention);
            judged += fits.isPresent() ? 1 : 0;
            right += fits.orElse(false) ? 1 : 0;
            wrong = fits.orElse(true) ? wrong : said(mention);
        }
        if (judged == 0) {
            return Finding.nothing("No entity has a type that is known here.");
        }
        return Finding.measured(
                (double) right / judged,
                wrong.isEmpty() ? "Entities look like what their types say." : wrong);
    }

    private static Optional<Boolean> fits(QueryReading.Mention mention) {
        String type = mention.entity().type().toLowerCase(Locale.ROOT);
        Passage words = mention.words();
        boolean numeric = !Quantities.in(words).isEmpty();
        if (DATES.contains(type)) {
            return Optional.of(numeric || hasDate(words));
        }
        if (NUMBERS.contains(type)) {
            return Optional.of(numeric);
        }
        return NAMES.contains(type) ? Optional.of(hasWord(words)) : Optional.empty();
    }

    private static boolean hasDate(Passage words) {
        for (int i = 0; i < words.size(); i++) {
            if (Names.DATES.contains(words.word(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(Passage words) {
        for (int i = 0; i < words.size(); i++) {
            if (!words.isNumber(i) && words.isContent(i)) {
                return true;
            }
        }
        return false;
    }

    private static String said(QueryReading.Mention mention) {
        return QueryReading.shown(mention.entity().text())
                + " does not look like a "
                + QueryReading.shown(mention.entity().type())
                + ".";
    }
}
