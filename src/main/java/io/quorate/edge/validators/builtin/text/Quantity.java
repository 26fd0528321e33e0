package io.quorate.edge.validators.builtin.text;

/// A number in a passage, with what it counts or measures where the text says so.
///
/// @param from its first word
/// @param to the word after its last, without the unit
/// @param value in the unit's base, so that 2 km and 2000 m are equal
/// @param unit the base unit; empty when none is written
/// @param bound whether the text means the value itself or what lies above or below
public record Quantity(int from, int to, double value, String unit, Bound bound) {

    /// How a number is meant.
    public enum Bound {
        EXACT,
        ABOUT,
        ABOVE,
        BELOW
    }

    private static final double ABOUT_SHARE = 0.05;
    private static final double YEAR_MIN = 1000;
    private static final double YEAR_END = 2200;

    /// Whether a source with the other number bears this one out.
    public boolean agreesWith(Quantity other) {
        if (!unit.isEmpty() && !other.unit.isEmpty() && !unit.equals(other.unit)) {
            return false;
        }
        double exactly = 1e-9 * Math.max(Math.abs(value), Math.abs(other.value));
        double about = Math.max(exactly, ABOUT_SHARE * Math.abs(other.value));
        return switch (bound) {
            case EXACT -> Math.abs(value - other.value) <= exactly;
            case ABOUT -> Math.abs(value - other.value) <= about;
            case ABOVE -> other.value >= value - exactly && other.value <= value * 2;
            case BELOW -> other.value <= value + exactly && other.value >= value / 2;
        };
    }

    /// Whether both count or measure the same kind of thing, so that one can stand for the other.
    public boolean isOfKind(Quantity other) {
        return unit.equals(other.unit) && isYear() == other.isYear();
    }

    /// A whole number that reads as a year of our time.
    public boolean isYear() {
        return unit.isEmpty() && value >= YEAR_MIN && value < YEAR_END && value == Math.rint(value);
    }
}
