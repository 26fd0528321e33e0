package io.quorate.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/// A line plot as SVG, readable on light and on dark ground.
///
/// @param x what grows, with its unit
/// @param y what is measured, with its unit
/// @param series points by name, in the order of x
record Plot(
        String title,
        String x,
        String y,
        Scale xScale,
        Scale yScale,
        Map<String, List<Point>> series) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 78;
    private static final int RIGHT = 190;
    private static final int TOP = 44;
    private static final int BOTTOM = 56;
    private static final int TICKS = 5;
    private static final List<String> COLOURS =
            List.of("#2f7ed8", "#d1495b", "#e0a030", "#3a9e6e", "#8b62c4", "#7a8894");

    record Point(double x, double y) {}

    /// How values lie along an axis.
    enum Scale {
        LINEAR {
            @Override
            double place(double value) {
                return value;
            }

            @Override
            List<Double> ticks(double least, double most) {
                double step = Math.pow(10, Math.floor(Math.log10((most - least) / TICKS)));
                while ((most - least) / step > TICKS) {
                    step *= (most - least) / step > 2 * TICKS ? 5 : 2;
                }
                List<Double> ticks = new ArrayList<>();
                for (double t = Math.ceil(least / step) * step; t <= most * 1.0001; t += step) {
                    ticks.add(t);
                }
                return ticks;
            }
        },
        LOG {
            @Override
            double place(double value) {
                return Math.log10(value);
            }

            @Override
            List<Double> ticks(double least, double most) {
                List<Double> ticks = new ArrayList<>();
                for (double t = Math.pow(10, Math.floor(Math.log10(least))); t <= most; t *= 10) {
                    for (double tick : new double[] {t, 2 * t, 5 * t}) {
                        if (tick >= least && tick <= most) {
                            ticks.add(tick);
                        }
                    }
                }
                return ticks;
            }
        };

        abstract double place(double value);

        abstract List<Double> ticks(double least, double most);
    }

    /// The part of an axis that is drawn, and where it lies in the picture.
    private record Axis(Scale scale, double least, double most, double from, double to) {
        static Axis of(Scale scale, DoubleStream values, double from, double to) {
            double[] sorted = values.sorted().toArray();
            double least = sorted[0];
            double most = sorted[sorted.length - 1];
            if (scale == Scale.LINEAR) {
                least = 0;
                most = most <= 0 ? 1 : most * 1.05;
            } else {
                least = Math.max(least, 1e-6) / 1.2;
                most = Math.max(most, least) * 1.2;
            }
            return new Axis(scale, least, most, from, to);
        }

        double at(double value) {
            double low = scale.place(least);
            double share = (scale.place(Math.max(value, least)) - low) / (scale.place(most) - low);
            return from + share * (to - from);
        }
    }

    String svg() {
        StringBuilder svg = new StringBuilder(head());
        Axis across = Axis.of(xScale, values().mapToDouble(Point::x), LEFT, WIDTH - RIGHT);
        Axis up = Axis.of(yScale, values().mapToDouble(Point::y), HEIGHT - BOTTOM, TOP);
        for (double tick : xScale.ticks(across.least, across.most)) {
            double at = across.at(tick);
            svg.append(line("grid", at, TOP, at, HEIGHT - BOTTOM));
            svg.append(text("middle", at, HEIGHT - BOTTOM + 18, number(tick)));
        }
        for (double tick : yScale.ticks(up.least, up.most)) {
            double at = up.at(tick);
            svg.append(line("grid", LEFT, at, WIDTH - RIGHT, at));
            svg.append(text("end", LEFT - 8, at + 4, number(tick)));
        }
        int number = 0;
        for (Map.Entry<String, List<Point>> each : new TreeMap<>(series).entrySet()) {
            svg.append(drawn(each.getKey(), each.getValue(), number++, across, up));
        }
        return svg.append("</svg>\n").toString();
    }

    private java.util.stream.Stream<Point> values() {
        return series.values().stream().flatMap(List::stream);
    }

    private String head() {
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
        <title>%s</title>
        <style>
        text { font: 13px system-ui, sans-serif; fill: #24292f } .name { font-weight: 600; font-size: 15px }
        .grid { stroke: #d0d7de } polyline { fill: none; stroke-width: 2 }
        @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .grid { stroke: #3d444d } }
        </style>
        <text class="name" x="%d" y="24">%s</text>
        <text text-anchor="middle" x="%d" y="%d">%s</text>
        <text text-anchor="middle" transform="translate(18 %d) rotate(-90)">%s</text>
        """
                .formatted(
                        WIDTH,
                        HEIGHT,
                        WIDTH,
                        HEIGHT,
                        escaped(title),
                        LEFT,
                        escaped(title),
                        (LEFT + WIDTH - RIGHT) / 2,
                        HEIGHT - 14,
                        escaped(x),
                        (TOP + HEIGHT - BOTTOM) / 2,
                        escaped(y));
    }

    private static String drawn(String name, List<Point> points, int number, Axis across, Axis up) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder places = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Point point : points) {
            double x = across.at(point.x);
            double y = up.at(point.y);
            places.append(format("%.1f,%.1f ", x, y));
            dots.append(
                    format(
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                            x, y, colour));
        }
        double legend = TOP + 14 + 20.0 * number;
        return format(
                        "<polyline points=\"%s\" stroke=\"%s\"/>%n",
                        places.toString().strip(), colour)
                + dots
                + format(
                        "<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"4\" fill=\"%s\"/>%n",
                        WIDTH - RIGHT + 14, legend - 6, colour)
                + text("start", WIDTH - RIGHT + 32, legend, name);
    }

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return format(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style, x1, y1, x2, y2);
    }

    private static String text(String anchor, double x, double y, String text) {
        return format(
                "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                anchor, x, y, escaped(text));
    }

    private static String number(double value) {
        return value >= 1e6
                ? Results.shortened(value / 1e6) + " M"
                : value >= 1e4 ? Results.shortened(value / 1e3) + " k" : Results.shortened(value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
