package io.quorate.core.audit.note;

import io.quorate.core.audit.bytes.Parsed;

/// A number from 0 to 2^63 - 1 in ASCII digits without leading zeroes.
final class Decimal {
    private Decimal() {}

    static Parsed<Long> parse(String text) {
        if (!text.matches("0|[1-9][0-9]{0,18}")) {
            return new Parsed.Malformed<>("not a decimal without leading zeroes");
        }
        try {
            return new Parsed.Ok<>(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return new Parsed.Malformed<>("a number beyond 2^63 - 1");
        }
    }
}
