package io.quorate.core.audit.json;

/// How ECMAScript writes a double, which is how RFC 8785 does [1].
///
/// Both languages look for the fewest digits that still name the double, and take the closest of
/// several; so the digits come from [Double#toString(double)] and only their layout is ours. One
/// difference is left: Java never writes fewer than two digits, and in doing so chooses 4.9E-324
/// where ECMAScript writes 5e-324. Where Java gives two digits, one is therefore tried first.
///
/// [1] RFC 8785, section 3.2.2.3; ECMA-262, Number::toString
final class EcmaScriptNumber {
    private static final int PLAIN_DIGITS_MAX = 21;
    private static final int LEADING_ZEROS_MAX = 6;

    private EcmaScriptNumber() {}

    static void write(double value, JsonBytes out) {
        if (!Double.isFinite(value)) {
            throw new NotCanonical("JSON has no number for " + value);
        }
        if (value == Math.rint(value) && Math.abs(value) <= JsonBytes.INTEGER_MAX) {
            // Negative zero too: it has no form of its own.
            out.integer((long) value);
            return;
        }
        if (value < 0) {
            out.ascii('-');
        }
        Decimal decimal = shortest(Math.abs(value));
        lay(decimal.digits, decimal.point, out);
    }

    /// The value is 0.d1d2d3… times ten to the power of `point`.
    private record Decimal(String digits, int point) {}

    private static Decimal shortest(double value) {
        Decimal java = read(Double.toString(value));
        if (java.digits.length() != 2) {
            return java;
        }
        int two = Integer.parseInt(java.digits);
        int near = (two + 5) / 10;
        int far = two % 10 < 5 ? near + 1 : near - 1;
        for (int one : new int[] {near, far}) {
            if (Double.parseDouble(one + "E" + (java.point - 1)) == value) {
                return one == 10
                        ? new Decimal("1", java.point + 1)
                        : new Decimal(Integer.toString(one), java.point);
            }
        }
        return java;
    }

    private static Decimal read(String java) {
        int e = java.indexOf('E');
        String mantissa = e < 0 ? java : java.substring(0, e);
        int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
        int dot = mantissa.indexOf('.');
        String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int first = 0;
        while (all.charAt(first) == '0') {
            first++;
        }
        int last = all.length();
        while (all.charAt(last - 1) == '0') {
            last--;
        }
        return new Decimal(all.substring(first, last), exponent + dot - first);
    }

    private static void lay(String digits, int point, JsonBytes out) {
        int count = digits.length();
        if (count <= point && point <= PLAIN_DIGITS_MAX) {
            out.ascii(digits);
            zeros(point - count, out);
        } else if (0 < point && point <= PLAIN_DIGITS_MAX) {
            out.ascii(digits.substring(0, point));
            out.ascii('.');
            out.ascii(digits.substring(point));
        } else if (-LEADING_ZEROS_MAX < point && point <= 0) {
            out.ascii("0.");
            zeros(-point, out);
            out.ascii(digits);
        } else {
            out.ascii(digits.charAt(0));
            if (count > 1) {
                out.ascii('.');
                out.ascii(digits.substring(1));
            }
            out.ascii(point > 0 ? "e+" : "e-");
            out.ascii(Integer.toString(Math.abs(point - 1)));
        }
    }

    private static void zeros(int count, JsonBytes out) {
        for (int i = 0; i < count; i++) {
            out.ascii('0');
        }
    }
}
