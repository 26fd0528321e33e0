package io.quorate.engine.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table in Markdown. Rows beyond a bound are not kept; that there are some is told.
public final class MarkdownTable {
    private final List<String> heads;
    private final int rowsMax;
    private final List<String> lines = new ArrayList<>();
    private boolean isCut;

    public MarkdownTable(int rowsMax, String... heads) {
        this.rowsMax = rowsMax;
        this.heads = List.of(heads);
    }

    /// Adds a row with a cell below each head.
    public void row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells below " + heads);
        }
        if (lines.size() == rowsMax) {
            isCut = true;
        } else {
            lines.add(line(List.of(cells)));
        }
    }

    /// The table, or that there is nothing.
    public String text() {
        if (lines.isEmpty()) {
            return "None.\n";
        }
        return line(heads)
                + "|---".repeat(heads.size())
                + "|\n"
                + String.join("", lines)
                + (isCut ? "\nAnd more, which are not shown.\n" : "");
    }

    private static String line(List<?> cells) {
        return cells.stream()
                .map(cell -> plain(cell.toString()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// A text of others in one line, without anything that Markdown or HTML would take for its own.
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> plain.append("&lt;");
                        case '&' -> plain.append("&amp;");
                        case '|', '\\', '`', '*', '[', ']' -> plain.append('\\').appendCodePoint(c);
                        default -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
                    }
                });
        return plain.toString();
    }
}
