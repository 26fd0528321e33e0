package io.quorate.core.planning.replay;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A sweep as a picture: the shares of escalated and of wrong decisions over the values, or how
/// many seats a rule takes and how many agents it misjudges; each with a dashed line for today, and
/// each on a scale of its own.
public final class SweepChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 64;
    private static final int RIGHT = 64;
    private static final int TOP = 40;
    private static final int BOTTOM = 48;

    private final SweepReport report;
    private final StringBuilder svg = new StringBuilder();

    private SweepChart(SweepReport report) {
        this.report = report;
    }

    /// An SVG document.
    public static String of(SweepReport report) {
        return new SweepChart(report).draw();
    }

    /// One of the two lines.
    private record Curve(String name, String colour, ToDoubleFunction<SweepReport.Row> count) {}

    private String draw() {
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """
                        .formatted(WIDTH, HEIGHT));
        text(WIDTH / 2.0, 20, "middle", "black", title());
        line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "black", "none");
        values();
        switch (report.knob()) {
            case Knob.OfVerdicts _ -> {
                left("escalated", row -> row.verdicts().escalated());
                right("wrong", row -> report.wrong(row.verdicts()));
            }
            case RuleKnob _ -> {
                left("seats taken", dismissed(Dismissals::removals));
                right("misjudged", dismissed(Dismissals::mistakes));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static ToDoubleFunction<SweepReport.Row> dismissed(ToLongFunction<Dismissals> count) {
        return row -> count.applyAsLong(row.dismissals().orElseThrow());
    }

    private void left(String name, ToDoubleFunction<SweepReport.Row> count) {
        draw(new Curve(name, "#1f5fa8", count), LEFT - 6, "end");
    }

    private void right(String name, ToDoubleFunction<SweepReport.Row> count) {
        draw(new Curve(name, "#b3361b", count), WIDTH - RIGHT + 6.0, "start");
    }

    private String title() {
        return report.knob().key()
                + " of pool "
                + report.pool()
                + ", "
                + report.compared()
                + " decisions";
    }

    private void values() {
        List<SweepReport.Row> rows = report.rows();
        int every = Math.max(1, rows.size() / 8);
        for (int i = 0; i < rows.size(); i += every) {
            text(x(i), HEIGHT - BOTTOM + 18, "middle", "black", rows.get(i).value());
        }
    }

    private void draw(Curve curve, double labelX, String anchor) {
        double most =
                Math.max(
                        1e-9,
                        Math.max(
                                curve.count().applyAsDouble(report.today()),
                                report.rows().stream().mapToDouble(curve.count()).max().orElse(0)));
        String points =
                IntStream.range(0, report.rows().size())
                        .mapToObj(i ->
                                number(x(i))
                                        + ","
                                        + number(
                                                y(
                                                        curve.count()
                                                                        .applyAsDouble(
                                                                                report.rows()
                                                                                        .get(i))
                                                                / most)))
                        .collect(Collectors.joining(" "));
        svg.append(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
                        .formatted(curve.colour(), points));
        double today = y(curve.count().applyAsDouble(report.today()) / most);
        line(LEFT, today, WIDTH - RIGHT, today, curve.colour(), "4 4");
        text(labelX, TOP - 8, anchor, curve.colour(), curve.name());
        text(labelX, TOP + 8, anchor, curve.colour(), most(most));
        text(labelX, HEIGHT - BOTTOM, anchor, curve.colour(), "0");
    }

    /// The top of a scale: a share of decisions, or how many.
    private String most(double count) {
        return report.knob() instanceof RuleKnob
                ? String.format(Locale.ROOT, "%.0f", count)
                : percent(count);
    }

    private String percent(double count) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * count / Math.max(1, report.compared()));
    }

    private double x(int place) {
        double span = WIDTH - LEFT - RIGHT;
        int last = Math.max(1, report.rows().size() - 1);
        return LEFT + span * place / last;
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share;
    }

    private void line(double x1, double y1, double x2, double y2, String colour, String dashes) {
        svg.append(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n"
                        .formatted(number(x1), number(y1), number(x2), number(y2), colour, dashes));
    }

    private void text(double x, double y, String anchor, String colour, String words) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
                        .formatted(number(x), number(y), anchor, colour, escaped(words)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
