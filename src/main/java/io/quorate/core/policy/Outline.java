package io.quorate.core.policy;

import io.quorate.core.protocol.Digest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A policy as one line for each setting, the dotted key and its value, in the order of the keys.
///
/// What a policy means is in its outline, every default included: digest, difference and the
/// effective policy are taken from it. Values are spelt in one way only, so that two policies are
/// equal when their outlines are.
final class Outline {
    private static final String FORM = "quorate policy 1\n";

    private final SortedMap<String, String> lines;
    private final String prefix;

    private Outline(SortedMap<String, String> lines, String prefix) {
        this.lines = lines;
        this.prefix = prefix;
    }

    Outline() {
        this(new TreeMap<>(), "");
    }

    /// The part below a key.
    Outline in(String name) {
        return new Outline(lines, prefix + name + ".");
    }

    /// The part below a name that a person chose.
    Outline inNamed(String name) {
        return in(PolicyPath.segment(name));
    }

    void put(String key, String word) {
        lines.put(prefix + key, word);
    }

    void put(String key, Enum<?> word) {
        put(key, Words.of(word));
    }

    void put(String key, long number) {
        put(key, Long.toString(number));
    }

    void put(String key, boolean flag) {
        put(key, Boolean.toString(flag));
    }

    void put(String key, BigDecimal number) {
        put(key, text(number));
    }

    void put(String key, Duration duration) {
        put(key, text(duration));
    }

    /// Text that a person wrote, quoted.
    void putText(String key, String value) {
        put(key, PolicyPath.quoted(value));
    }

    void putText(String key, Optional<String> value) {
        value.ifPresent(text -> putText(key, text));
    }

    SortedMap<String, String> lines() {
        return Collections.unmodifiableSortedMap(lines);
    }

    /// SHA-256 over the lines, `key=value` with a line feed after each, below a line that names the
    /// form.
    static Digest digest(SortedMap<String, String> lines) {
        StringBuilder text = new StringBuilder(FORM);
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// The largest unit that divides it: `100ms`, `2s`, `15m`, `24h` is `1d`.
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
