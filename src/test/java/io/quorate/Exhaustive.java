package io.quorate;

import java.util.function.Consumer;

/// All small cases, one after the other.
public final class Exhaustive {
    private Exhaustive() {}

    /// Every sequence of the given length over 0 … values−1. The array is used again for the next one.
    public static void sequences(int length, int values, Consumer<int[]> property) {
        sequences(new int[length], 0, values, property);
    }

    private static void sequences(
            int[] sequence, int place, int values, Consumer<int[]> property) {
        if (place == sequence.length) {
            property.accept(sequence);
            return;
        }
        for (int value = 0; value < values; value++) {
            sequence[place] = value;
            sequences(sequence, place + 1, values, property);
        }
    }

    /// Every way to split a total into the given number of parts, order counting. The array is used
    /// again for the next one.
    public static void splits(int total, int parts, Consumer<int[]> property) {
        splits(new int[parts], 0, total, property);
    }

    private static void splits(int[] split, int place, int left, Consumer<int[]> property) {
        if (place == split.length - 1) {
            split[place] = left;
            property.accept(split);
            return;
        }
        for (int part = 0; part <= left; part++) {
            split[place] = part;
            splits(split, place + 1, left - part, property);
        }
    }
}
