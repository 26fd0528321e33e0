package io.quorate.bench.report;

import io.quorate.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// What people read of the results: a page in Markdown with tables and plots.
public final class Report {
    private static final String HELP =
            """
            report

              Makes report.md and its plots in target/bench of whatever was measured there; each
              target that has measured does so by itself.
            """;

    private static final String PAGE = "report.md";

    private Report() {}

    public static void main(String... arguments) throws IOException {
        if (Bench.asksForHelp(arguments)) {
            System.out.print(HELP);
            return;
        }
        write();
    }

    /// Makes the page anew of all results that are there.
    public static void write() throws IOException {
        if (!Files.isDirectory(Results.FOLDER)) {
            System.err.println("nothing was measured");
            return;
        }
        List<Results> all = Results.read();
        StringBuilder page = new StringBuilder("# Figures\n");
        ratios(all).ifPresent(page::append);
        for (Results results : all) {
            page.append(section(results));
        }
        Path file = Results.FOLDER.resolve(PAGE);
        Files.writeString(file, page);
        System.err.println("the report: " + file);
    }

    /// What the gate would say, of what was measured.
    private static Optional<String> ratios(List<Results> all) throws IOException {
        StringJoiner rows = new StringJoiner("\n");
        for (Gate gate : Gate.read(Gate.THRESHOLDS)) {
            Gate.Judged judged = gate.judge(all);
            if (judged.ratio().isPresent()) {
                rows.add(
                        row(
                                List.of(
                                        gate.name(),
                                        Results.shortened(judged.ratio().getAsDouble()),
                                        judged.bound())));
            }
        }
        return rows.length() == 0
                ? Optional.empty()
                : Optional.of(
                        "\n## Ratios\n\n| what | measured | threshold |\n|---|---|---|\n"
                                + rows
                                + "\n");
    }

    private static String section(Results results) throws IOException {
        StringBuilder section = new StringBuilder("\n## " + results.target() + "\n\n");
        StringJoiner machine = new StringJoiner("; ", "", ".\n");
        results.machine().forEach((name, value) -> machine.add(name + ": " + value));
        section.append(machine).append('\n').append(table(results.all()));
        int number = 0;
        for (Plot plot : Plots.of(results)) {
            String name = results.target() + "-" + ++number + ".svg";
            Files.writeString(Results.FOLDER.resolve(name), plot.svg());
            section.append("\n![%s](%s)\n".formatted(plot.title(), name));
        }
        return section.toString();
    }

    private static String table(List<Result> results) {
        Set<String> conditions = new LinkedHashSet<>();
        Set<String> figures = new LinkedHashSet<>();
        for (Result result : results) {
            conditions.addAll(result.conditions().keySet());
            figures.addAll(result.figures().keySet());
        }
        List<String> head = new ArrayList<>(List.of("what"));
        head.addAll(conditions);
        head.addAll(figures);
        StringJoiner table = new StringJoiner("\n", "", "\n");
        table.add(row(head)).add("|---".repeat(head.size()) + "|");
        for (Result result : results) {
            List<String> cells = new ArrayList<>(List.of(result.what()));
            conditions.forEach(name -> cells.add(result.conditions().getOrDefault(name, "")));
            figures.forEach(name -> cells.add(shown(result.figure(name))));
            table.add(row(cells));
        }
        return table.toString();
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "" : Results.shortened(value);
    }

    private static String row(Collection<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
