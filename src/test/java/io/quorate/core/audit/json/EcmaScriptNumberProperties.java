package io.quorate.core.audit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The number writer against a naive twin that searches for the shortest decimal by trying.
class EcmaScriptNumberProperties {
    private static final long SEED = Long.getLong("seed", 8785);
    private static final int RANDOM_CASES = 5_000;

    @Test
    void theSmallestNumbersAreWrittenShortest() {
        for (long bits = 1; bits <= 2_000; bits++) {
            check(Double.longBitsToDouble(bits));
        }
    }

    @Test
    void powersOfTwoAndTheirNeighboursAreWrittenShortest() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            check(power);
            check(Math.nextUp(power));
            if (exponent > -1074) {
                check(Math.nextDown(power));
            }
        }
    }

    @Test
    void powersOfTenAndTheirNeighboursAreWrittenShortest() {
        for (int exponent = -323; exponent <= 308; exponent++) {
            double power = Double.parseDouble("1e" + exponent);
            check(power);
            check(Math.nextUp(power));
            check(Math.nextDown(power));
        }
    }

    @Test
    void randomNumbersAreWrittenShortest() {
        System.out.println("EcmaScriptNumberProperties -Dseed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_CASES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                check(Math.abs(value));
            }
            check(random.nextInt(1_000_000) / 1_000.0);
        }
    }

    private static void check(double value) {
        if (value == 0) {
            return;
        }
        String written = written(value);
        assertEquals(value, Double.parseDouble(written), () -> "reads back: " + written);
        BigDecimal expected = shortest(value);
        BigDecimal actual = new BigDecimal(written);
        assertEquals(0, expected.compareTo(actual), () -> expected + " but wrote " + written);
        assertEquals(layout(expected), written);
    }

    private static String written(double value) {
        JsonBytes out = new JsonBytes(32);
        EcmaScriptNumber.write(value, out);
        return new String(out.copy(), UTF_8);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.CEILING));
            BigDecimal best = null;
            for (BigDecimal candidate : List.of(down, up)) {
                boolean names = candidate.doubleValue() == value;
                if (names && (best == null || closer(candidate, best, exact))) {
                    best = candidate;
                }
            }
            if (best != null) {
                return best;
            }
        }
    }

    /// Of two equally close ones the even one is taken (ECMA-262, note 2).
    private static boolean closer(BigDecimal candidate, BigDecimal best, BigDecimal exact) {
        int order = candidate.subtract(exact).abs().compareTo(best.subtract(exact).abs());
        return order < 0 || (order == 0 && !candidate.unscaledValue().testBit(0));
    }

    /// The five cases of Number::toString, in its own letters n, k and s.
    private static String layout(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        String s = bare.unscaledValue().toString();
        int k = s.length();
        int n = k - bare.scale();
        if (k <= n && n <= 21) {
            return s + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return s.substring(0, n) + "." + s.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + s;
        }
        String sign = n - 1 < 0 ? "-" : "+";
        String fraction = k == 1 ? "" : "." + s.substring(1);
        return s.charAt(0) + fraction + "e" + sign + Math.abs(n - 1);
    }
}
