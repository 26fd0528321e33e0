package io.quorate.host.policyfile.yaml;

import java.util.Comparator;

/// A place in a file; both numbers count from one, columns in characters.
public record Position(int line, int column) implements Comparable<Position> {
    public static final Position START = new Position(1, 1);
    private static final Comparator<Position> READING_ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    @Override
    public int compareTo(Position other) {
        return READING_ORDER.compare(this, other);
    }
}
