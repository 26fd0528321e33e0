package io.quorate.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// What was measured of one thing under some conditions.
///
/// @param what the thing, such as a method
/// @param conditions under which; results of equal conditions are repetitions
/// @param figures by a name that ends in the unit
public record Result(String what, Map<String, String> conditions, Map<String, Double> figures) {

    public static Result of(String what) {
        return new Result(what, Map.of(), Map.of());
    }

    public Result where(String condition, Object value) {
        return new Result(what, with(conditions, condition, value.toString()), figures);
    }

    public Result with(String figure, double value) {
        return new Result(what, conditions, with(figures, figure, value));
    }

    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /// The thing and its conditions in words; a number with what it counts.
    ///
    /// @param except a condition that is told elsewhere
    String described(String except) {
        StringJoiner words = new StringJoiner(", ");
        words.add(what);
        conditions.forEach((name, value) -> {
            if (!name.equals(except)) {
                words.add(value.matches("\\d+") ? name + " " + value : value);
            }
        });
        return words.toString();
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
