package io.quorate.edge.validators.builtin.citations;

import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Source;
import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.check.Finding;
import io.quorate.edge.validators.builtin.check.Reading;
import io.quorate.edge.validators.builtin.check.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether what the answer puts in quotation marks really stands in a source.
///
/// Only quotations of at least [#WORDS_MIN] words are looked up: shorter ones are titles and words
/// used with reserve. Case, white space and the shape of quotation marks do not matter.
public final class Quotations implements Check {
    private static final int WORDS_MIN = 4;
    private static final int LENGTH_MAX = 1000;

    /// Quotations that are looked up, each of which costs a search of all sources.
    private static final int LOOKED_UP_MAX = 20;

    private record Plain(Source source, String text) {}

    @Override
    public Finding look(Reading reading) {
        List<String> quotes = quotes(reading.written());
        if (quotes.isEmpty()) {
            return Finding.nothing("The answer quotes no sentence or phrase.");
        }
        if (reading.sources().isEmpty()) {
            return Finding.nothing(Words.NO_SOURCES);
        }
        List<Plain> texts =
                reading.sources().all().stream()
                        .map(source -> new Plain(source, plain(source.text())))
                        .toList();
        List<String> missing = new ArrayList<>();
        List<Quotation> evidence = new ArrayList<>();
        for (String quote : quotes) {
            Optional<Source> source = holder(plain(quote), texts);
            if (source.isEmpty()) {
                missing.add(quote);
            } else if (evidence.size() < Words.EVIDENCE_MAX
                    && source.get().text().contains(quote)) {
                evidence.add(new Quotation(source.get().id(), quote));
            }
        }
        String reason =
                missing.isEmpty()
                        ? "Every quotation stands in a source."
                        : "No source says " + Words.listed(missing) + ".";
        double held = (double) (quotes.size() - missing.size()) / quotes.size();
        return new Finding.Measured(missing.isEmpty() ? 1 : held / 2, reason, evidence);
    }

    private static Optional<Source> holder(String quote, List<Plain> texts) {
        return texts.stream()
                .filter(plain -> plain.text().contains(quote))
                .map(Plain::source)
                .findFirst();
    }

    private static List<String> quotes(String text) {
        List<String> quotes = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < text.length() && quotes.size() < LOOKED_UP_MAX; i++) {
            char c = text.charAt(i);
            if (c == '“' || (c == '"' && open < 0)) {
                open = i + 1;
            } else if ((c == '”' || c == '"') && open >= 0) {
                String quote = text.substring(open, i).strip();
                if (isLookedUp(quote)) {
                    quotes.add(quote);
                }
                open = -1;
            }
        }
        return quotes;
    }

    private static boolean isLookedUp(String quote) {
        long spaces = quote.chars().filter(c -> c == ' ').limit(WORDS_MIN).count();
        return spaces >= WORDS_MIN - 1 && quote.length() <= LENGTH_MAX;
    }

    /// Lower case, one space for each run of them, no quotation marks and no full stop at the end.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i) == '’' ? '\'' : lower.charAt(i);
            if (Character.isWhitespace(c)) {
                if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                    plain.append(' ');
                }
            } else if (c != '"' && c != '“' && c != '”') {
                plain.append(c);
            }
        }
        String stripped = plain.toString().strip();
        return stripped.endsWith(".") || stripped.endsWith(",")
                ? stripped.substring(0, stripped.length() - 1)
                : stripped;
    }
}
