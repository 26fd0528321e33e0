package io.quorate.edge.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values from a first to a last in equal steps, as `0.6:0.9:0.05`, or with one unit of time as
/// `1h:24h:1h`.
final class ValueRange {
    private static final int VALUES_MAX = 1_000;

    /// Three numbers, all with the same unit or none with any.
    private static final Pattern WRITTEN =
            Pattern.compile("(-?[0-9.]+)([smhd]?):-?[0-9.]+\\2:-?[0-9.]+\\2");

    private ValueRange() {}

    /// Empty when it is not written so, or has too many.
    static Optional<List<String>> values(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        String unit = written.group(2);
        String[] parts = text.replace(unit, "").split(":", -1);
        try {
            BigDecimal last = new BigDecimal(parts[1]);
            BigDecimal step = new BigDecimal(parts[2]);
            List<String> values = new ArrayList<>();
            for (BigDecimal value = new BigDecimal(parts[0]);
                    value.compareTo(last) <= 0 && values.size() < VALUES_MAX && step.signum() > 0;
                    value = value.add(step)) {
                values.add(value.toPlainString() + unit);
            }
            return Optional.of(values).filter(found -> !found.isEmpty());
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
