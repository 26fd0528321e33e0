package io.quorate.bench.votes;

import io.quorate.bench.Bench;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import io.quorate.edge.validators.builtin.Builtins;
import io.quorate.edge.validators.builtin.Builtins.Description;
import io.quorate.edge.validators.builtin.Judgement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/// How well the built-in fact checks tell right answers from wrong ones, how well their confidence
/// is meant, and what they cost.
public final class Pairs {
    private static final String HELP =
            """
            Judges labelled answers with the built-in fact checks.

              pairs FOLDER   a folder with pairs.jsonl: a line for each answer, an object of
                             source, question, response and hallucinated (0 or 1)
              --help         this

            AUC is the share of pairs of a right and a wrong answer in which the right one is found
            likelier right, ties by half. Of one length are answers that differ by at most a tenth of
            the longer's characters. Not verbatim are answers that do not stand in their source
            letter by letter, without regard to case and a full stop at the end. The pool's own
            likelihood is the mean over its checks that have an opinion; where none has, a half.
            """;

    private static final int BINS = 5;
    private static final double TENTH = 0.1;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private record Labelled(Submission submission, String text, boolean right, boolean verbatim) {}

    private Pairs() {}

    public static void main(String... arguments) throws IOException {
        if (arguments.length == 0 || Bench.asksForHelp(arguments)) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(HELP);
            return;
        }
        new Pairs().judge(read(Path.of(arguments[0])));
    }

    private void judge(List<Labelled> answers) {
        List<String> checks =
                Builtins.all().stream()
                        .filter(check -> check.pool().equals("facts"))
                        .map(Description::name)
                        .toList();
        double[][] likely = new double[answers.size()][checks.size() + 1];
        out.printf(
                Locale.ROOT,
                "%d answers%n%n%-16s%8s%12s%14s%14s%12s%n",
                answers.size(),
                "check",
                "AUC",
                "one length",
                "not verbatim",
                "has opinion",
                "µs");
        long total = 0;
        for (int c = 0; c < checks.size(); c++) {
            warmUp(checks.get(c), answers);
            long start = System.nanoTime();
            for (int i = 0; i < answers.size(); i++) {
                likely[i][c] = right(Builtins.judge(checks.get(c), answers.get(i).submission()));
            }
            long nanos = System.nanoTime() - start;
            total += nanos;
            row(checks.get(c), answers, column(likely, c), nanos);
        }
        for (double[] row : likely) {
            row[checks.size()] = mean(row, checks.size());
        }
        row("pool", answers, column(likely, checks.size()), total);
        calibration(answers, likely, checks);
    }

    /// Once without counting, so that the compiler is done when it counts.
    private static void warmUp(String check, List<Labelled> answers) {
        answers.forEach(answer -> Builtins.judge(check, answer.submission()));
    }

    private void row(String name, List<Labelled> answers, double[] likely, long nanos) {
        double opinions = 0;
        for (double one : likely) {
            opinions += Double.isNaN(one) ? 0 : 1;
        }
        out.printf(
                Locale.ROOT,
                "%-16s%8.3f%12.3f%14.3f%13.0f%%%12.1f%n",
                name,
                auc(answers, likely, (_, _) -> true),
                auc(answers, likely, Pairs::areOfOneLength),
                auc(answers, likely, (one, other) -> !one.verbatim() && !other.verbatim()),
                100 * opinions / likely.length,
                nanos / 1e3 / likely.length);
    }

    private static boolean areOfOneLength(Labelled one, Labelled other) {
        int longer = Math.max(one.text().length(), other.text().length());
        return Math.abs(one.text().length() - other.text().length()) <= TENTH * longer;
    }

    private static double auc(
            List<Labelled> answers, double[] likely, BiPredicate<Labelled, Labelled> counts) {
        double won = 0;
        double all = 0;
        for (int i = 0; i < likely.length; i++) {
            for (int j = 0; j < likely.length; j++) {
                Labelled one = answers.get(i);
                Labelled other = answers.get(j);
                if (one.right() && !other.right() && counts.test(one, other)) {
                    int order = Double.compare(orHalf(likely[i]), orHalf(likely[j]));
                    won += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                    all++;
                }
            }
        }
        return won / all;
    }

    /// Of answers with the same confidence, how many were judged right; right and wrong answers
    /// weigh the same in total, as when the scales were fitted.
    private void calibration(List<Labelled> answers, double[][] likely, List<String> checks) {
        double rightOnes = answers.stream().filter(Labelled::right).count();
        double wrongOnes = answers.size() - rightOnes;
        out.printf("%nconfidence and, of those, right%n");
        for (int c = 0; c < checks.size(); c++) {
            double[] weight = new double[BINS];
            double[] sure = new double[BINS];
            double[] hit = new double[BINS];
            for (int i = 0; i < likely.length; i++) {
                double one = likely[i][c];
                if (Double.isNaN(one)) {
                    continue;
                }
                boolean right = answers.get(i).right();
                double confidence = Math.max(one, 1 - one);
                int bin = Math.min(BINS - 1, (int) ((confidence - 0.5) * 2 * BINS));
                double worth = 1 / (right ? rightOnes : wrongOnes);
                weight[bin] += worth;
                sure[bin] += worth * confidence;
                hit[bin] += one >= 0.5 == right ? worth : 0;
            }
            StringBuilder row = new StringBuilder(String.format("%-16s", checks.get(c)));
            for (int bin = 0; bin < BINS; bin++) {
                row.append(
                        weight[bin] == 0
                                ? String.format("%15s", "-")
                                : String.format(
                                        Locale.ROOT,
                                        "%8.2f%7.2f",
                                        sure[bin] / weight[bin],
                                        hit[bin] / weight[bin]));
            }
            out.println(row);
        }
    }

    private static double orHalf(double likely) {
        return Double.isNaN(likely) ? 0.5 : likely;
    }

    private static double[] column(double[][] rows, int column) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }

    private static double mean(double[] row, int size) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (!Double.isNaN(row[i])) {
                sum += row[i];
                count++;
            }
        }
        return count == 0 ? 0.5 : sum / count;
    }

    private static double right(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Abstention _ -> Double.NaN;
            case Judgement.Opinion opinion ->
                    opinion.choice().equals(Choice.ACCEPT)
                            ? opinion.confidence()
                            : 1 - opinion.confidence();
        };
    }

    private static List<Labelled> read(Path folder) throws IOException {
        List<Labelled> answers = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("pairs.jsonl"))) {
            Json json = JsonReader.read(line.getBytes(StandardCharsets.UTF_8));
            if (json instanceof Json.Members(var members)) {
                String source = text(members.get("source"));
                String answer = text(members.get("response"));
                String bare = answer.strip().toLowerCase(Locale.ROOT);
                bare = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
                answers.add(
                        new Labelled(
                                Submission.ofAnswer(
                                        text(members.get("question")),
                                        answer,
                                        new Source("source", "", source)),
                                answer,
                                Json.of(0).equals(members.get("hallucinated")),
                                source.toLowerCase(Locale.ROOT).contains(bare)));
            }
        }
        return answers;
    }

    private static String text(Json json) {
        return json instanceof Json.Text(String value) ? value : "";
    }
}
