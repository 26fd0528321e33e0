package io.quorate.edge.validators.builtin.text;

import io.quorate.edge.validators.builtin.text.Quantity.Bound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the numbers of a passage: digits, number words, scales, units, currencies and how exactly
/// they are meant.
public final class Quantities {
    private record Unit(String base, double factor) {}

    private static final Unit NO_UNIT = new Unit("", 1);
    private static final Set<String> CURRENCIES = Set.of("dollar", "euro", "pound");
    private static final Map<String, Double> WORDS = new HashMap<>();
    private static final Map<String, Double> SCALES =
            Map.of(
                    "hundred",
                    1e2,
                    "thousand",
                    1e3,
                    "million",
                    1e6,
                    "billion",
                    1e9,
                    "trillion",
                    1e12);
    private static final Map<String, Unit> UNITS = new HashMap<>();
    private static final Set<String> ABOUT =
            Set.of(
                    "about",
                    "around",
                    "approximately",
                    "roughly",
                    "nearly",
                    "almost",
                    "some",
                    "circa");
    private static final Set<String> ABOVE = Set.of("over", "above", "exceeding", "least");
    private static final Set<String> LESS = Set.of("less", "fewer", "lower", "smaller");
    private static final Set<String> BELOW = Set.of("under", "below", "most");

    /// Mostly no number: "one of them", "the second of these", "first published".
    private static final Set<String> AMBIGUOUS = Set.of("one", "first", "second", "zero");

    static {
        String[] small =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                                + " fourteen fifteen sixteen seventeen eighteen nineteen twenty")
                        .split(" ", -1);
        for (int i = 0; i < small.length; i++) {
            WORDS.put(small[i], (double) i);
        }
        String[] tens = "thirty forty fifty sixty seventy eighty ninety".split(" ", -1);
        for (int i = 0; i < tens.length; i++) {
            WORDS.put(tens[i], (i + 3) * 10.0);
        }
        String[] order =
                ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh"
                                + " twelfth")
                        .split(" ", -1);
        for (int i = 0; i < order.length; i++) {
            WORDS.put(order[i], i + 1.0);
        }
        WORDS.put("dozen", 12.0);
        unit("percent", 1, "percent", "pct");
        unit("dollar", 1, "dollar", "dollars", "usd");
        unit("euro", 1, "euro", "euros", "eur");
        unit("pound", 1, "pound", "pounds", "gbp");
        unit("metre", 1, "metre", "metres", "meter", "meters", "m");
        unit("metre", 1000, "km", "kilometre", "kilometres", "kilometer", "kilometers");
        unit("metre", 0.01, "cm", "centimetre", "centimetres", "centimeter", "centimeters");
        unit("metre", 0.001, "mm", "millimetre", "millimetres", "millimeter", "millimeters");
        unit("mile", 1, "mile", "miles", "mi");
        unit("foot", 1, "foot", "feet", "ft");
        unit("acre", 1, "acre", "acres");
        unit("gram", 1, "g", "gram", "grams");
        unit("gram", 1000, "kg", "kilogram", "kilograms", "kilo", "kilos");
        unit("gram", 0.001, "mg", "milligram", "milligrams");
        unit("tonne", 1, "tonne", "tonnes", "ton", "tons");
        unit("second", 1, "seconds", "sec");
        unit("second", 60, "minute", "minutes", "min");
        unit("second", 3600, "hour", "hours", "h");
        unit("day", 1, "day", "days");
        unit("day", 7, "week", "weeks");
        unit("month", 1, "month", "months");
        unit("month", 12, "year", "years");
        unit("celsius", 1, "celsius");
        unit("fahrenheit", 1, "fahrenheit");
        unit("litre", 1, "litre", "litres", "liter", "liters", "l");
        unit("litre", 0.001, "ml", "millilitre", "millilitres");
    }

    private static void unit(String base, double factor, String... names) {
        for (String name : names) {
            UNITS.put(name, new Unit(base, factor));
        }
    }

    private Quantities() {}

    /// All of a passage, in their order.
    public static List<Quantity> in(Passage passage) {
        return in(passage, 0, passage.size());
    }

    /// Those of some words of a passage, in their order.
    public static List<Quantity> in(Passage passage, int from, int end) {
        List<Quantity> found = new ArrayList<>();
        int at = from;
        while (at < end) {
            double value = value(passage, at);
            if (Double.isNaN(value)) {
                at++;
                continue;
            }
            int first = at++;
            at = tens(passage, first, at, end);
            value += at > first + 1 ? value(passage, first + 1) : 0;
            for (double scale = scale(passage, at, end); scale > 1; at++) {
                value *= scale;
                scale = scale(passage, at + 1, end);
            }
            Unit unit = unit(passage, first, at, end);
            found.add(
                    new Quantity(
                            first, at, value * unit.factor(), unit.base(), bound(passage, first)));
        }
        return List.copyOf(found);
    }

    /// The end of a number such as twenty-one, whose second word is added to the first.
    private static int tens(Passage passage, int first, int next, int end) {
        boolean joined =
                next < end
                        && !passage.isNumber(first)
                        && !passage.isNumber(next)
                        && value(passage, first) >= 20
                        && value(passage, next) < 10;
        return joined ? next + 1 : next;
    }

    private static double scale(Passage passage, int at, int end) {
        return at < end ? SCALES.getOrDefault(passage.word(at), 1.0) : 1;
    }

    private static double value(Passage passage, int at) {
        String word = passage.word(at);
        if (!passage.isNumber(at)) {
            return AMBIGUOUS.contains(word) && !isCounting(passage, at)
                    ? Double.NaN
                    : WORDS.getOrDefault(word, Double.NaN);
        }
        return word.indexOf('.') == word.lastIndexOf('.') ? Double.parseDouble(word) : Double.NaN;
    }

    /// Whether a number word that mostly is none stands before a scale or a unit.
    private static boolean isCounting(Passage passage, int at) {
        if (at + 1 >= passage.size()) {
            return false;
        }
        String next = passage.word(at + 1);
        return SCALES.containsKey(next) || (UNITS.containsKey(next) && next.length() > 2);
    }

    private static Unit unit(Passage passage, int first, int next, int end) {
        Unit after = next < end ? UNITS.get(passage.word(next)) : null;
        if (after != null) {
            return after;
        }
        Unit before = first > 0 ? UNITS.get(passage.word(first - 1)) : null;
        return before != null && CURRENCIES.contains(before.base()) ? before : NO_UNIT;
    }

    private static Bound bound(Passage passage, int first) {
        int at = first - 1;
        if (at >= 0 && CURRENCIES.contains(passage.word(at))) {
            at--;
        }
        if (at < 0) {
            return Bound.EXACT;
        }
        String before = passage.word(at);
        String earlier = at > 0 ? passage.word(at - 1) : "";
        if (ABOUT.contains(before)) {
            return Bound.ABOUT;
        }
        if (BELOW.contains(before) || (before.equals("than") && LESS.contains(earlier))) {
            return Bound.BELOW;
        }
        boolean more = before.equals("than") && earlier.equals("more");
        return more || ABOVE.contains(before) ? Bound.ABOVE : Bound.EXACT;
    }
}
