package io.quorate.bench.votes;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// A table of figures, one row per set and the mean over the sets at the end.
final class Table {
    private static final int NAME = 22;
    private static final int COLUMN = 15;

    private final PrintStream out;
    private final Figure[] means;

    Table(PrintStream out, String title, List<String> columns) {
        this.out = out;
        this.means = fresh(columns.size());
        out.println();
        out.println(title);
        StringBuilder head = new StringBuilder(padded("set", NAME));
        columns.forEach(column -> head.append(padded(column, COLUMN)));
        out.println(head);
    }

    Figure[] figures() {
        return fresh(means.length);
    }

    private static Figure[] fresh(int size) {
        Figure[] figures = new Figure[size];
        for (int i = 0; i < size; i++) {
            figures[i] = new Figure();
        }
        return figures;
    }

    void row(String name, Figure[] figures) {
        StringBuilder row = new StringBuilder(padded(name, NAME));
        for (int i = 0; i < figures.length; i++) {
            row.append(padded(figures[i].toString(), COLUMN));
            means[i].add(figures[i].mean());
        }
        out.println(row);
    }

    void end() {
        StringBuilder row = new StringBuilder(padded("mean over sets", NAME));
        for (Figure mean : means) {
            row.append(padded(String.format(Locale.ROOT, "%5.1f", mean.mean()), COLUMN));
        }
        out.println(row);
    }

    private static String padded(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }
}
