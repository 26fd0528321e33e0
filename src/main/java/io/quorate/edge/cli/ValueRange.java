package io.quorate.edge.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Values from a first to a last in equal steps, as `0.6:0.9:0.05`.
final class ValueRange {
    private static final int VALUES_MAX = 1_000;

    private ValueRange() {}

    /// Empty when it is not written so, or has too many.
    static Optional<List<String>> values(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            BigDecimal last = new BigDecimal(parts[1]);
            BigDecimal step = new BigDecimal(parts[2]);
            List<String> values = new ArrayList<>();
            for (BigDecimal value = new BigDecimal(parts[0]);
                    value.compareTo(last) <= 0 && values.size() < VALUES_MAX && step.signum() > 0;
                    value = value.add(step)) {
                values.add(value.toPlainString());
            }
            return Optional.of(values).filter(found -> !found.isEmpty());
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
