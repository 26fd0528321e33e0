package io.quorate.bench.report;

import io.quorate.bench.report.Plot.Point;
import io.quorate.bench.report.Plot.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which plots the results of a target give: whatever was measured at several rates, sizes or
/// moments, against those.
final class Plots {
    private static final List<String> LATENCY = List.of("p50_ms", "p95_ms", "p99_ms", "max_ms");
    private static final List<String> MEMORY = List.of("anonymous_mib", "resident_mib");
    private static final List<String> THROUGHPUT = List.of("per_s");
    private static final List<String> WORK = List.of("ns");

    /// Conditions that are numbers and grow, with what they are for people.
    private static final Map<String, String> GROWING =
            Map.of(
                    "rate", "calls per second that were due",
                    "second", "seconds since the start",
                    "votes", "votes",
                    "agents", "agents",
                    "pools", "pools",
                    "log", "decisions in the log",
                    "sidecars", "sidecars on one PostgreSQL");

    private Plots() {}

    static List<Plot> of(Results results) {
        List<Plot> plots = new ArrayList<>();
        for (String along : GROWING.keySet().stream().sorted().toList()) {
            for (Map.Entry<String, List<Result>> group : groups(results, along).entrySet()) {
                add(plots, group, along, "milliseconds", LATENCY);
                add(plots, group, along, "MiB", MEMORY);
                add(plots, group, along, "nanoseconds", WORK);
                if (!along.equals("rate") && !along.equals("second")) {
                    add(plots, group, along, "calls per second", THROUGHPUT);
                }
            }
        }
        return plots;
    }

    /// Results that differ in that condition only, where there are several.
    private static Map<String, List<Result>> groups(Results results, String along) {
        Map<String, List<Result>> groups = new LinkedHashMap<>();
        for (Result result : results.all()) {
            if (result.conditions().containsKey(along)) {
                groups.computeIfAbsent(result.described(along), _ -> new ArrayList<>()).add(result);
            }
        }
        groups.values().removeIf(group -> sizes(group, along).size() < 2);
        return groups;
    }

    private static Set<String> sizes(List<Result> group, String along) {
        Set<String> sizes = new LinkedHashSet<>();
        group.forEach(result -> sizes.add(result.conditions().get(along)));
        return sizes;
    }

    private static void add(
            List<Plot> plots,
            Map.Entry<String, List<Result>> group,
            String along,
            String unit,
            List<String> figures) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        for (String figure : figures) {
            List<Point> points = new ArrayList<>();
            for (Result result : group.getValue()) {
                double value = result.figure(figure);
                if (!Double.isNaN(value)) {
                    double at = Double.parseDouble(result.conditions().get(along));
                    points.add(new Point(at, value));
                }
            }
            if (!points.isEmpty()) {
                points.sort((one, other) -> Double.compare(one.x(), other.x()));
                series.put(figure.replaceFirst("_.*", ""), points);
            }
        }
        if (!series.isEmpty()) {
            plots.add(
                    new Plot(
                            group.getKey(),
                            GROWING.get(along),
                            unit,
                            along.equals("second") || along.equals("sidecars")
                                    ? Scale.LINEAR
                                    : Scale.LOG,
                            figures == LATENCY || figures == WORK ? Scale.LOG : Scale.LINEAR,
                            series));
        }
    }
}
