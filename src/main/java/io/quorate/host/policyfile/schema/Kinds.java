package io.quorate.host.policyfile.schema;

import io.quorate.core.policy.Range;
import io.quorate.core.policy.Words;
import io.quorate.core.protocol.Identifier;
import io.quorate.host.policyfile.schema.Kind.Flaw;
import io.quorate.host.policyfile.schema.Kind.Reading;
import io.quorate.host.policyfile.yaml.YamlNode;
import io.quorate.host.policyfile.yaml.YamlNode.Scalar;
import io.quorate.host.policyfile.yaml.YamlNode.Sequence;
import io.quorate.host.policyfile.yaml.YamlNode.Style;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of value that settings have.
public final class Kinds {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,8})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
    private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");

    private Kinds() {}

    public static Kind<Integer> whole(Range<Integer> range) {
        String words = "a whole number " + range.description();
        return new Kind<>(
                words,
                Map.of("type", "integer", "minimum", range.low(), "maximum", range.high()),
                node ->
                        plain(node)
                                .filter(text -> WHOLE.matcher(text).matches())
                                .map(Integer::valueOf)
                                .map(value -> within(range, value, node, "must be " + words))
                                .orElseGet(() -> badPlain(node, words)));
    }

    public static Kind<BigDecimal> decimal(Range<BigDecimal> range) {
        String words = "a number " + range.description();
        String low = range.openBelow() == Range.Openness.OPEN ? "exclusiveMinimum" : "minimum";
        return new Kind<>(
                words,
                Map.of("type", "number", low, range.low(), "maximum", range.high()),
                node ->
                        plain(node)
                                .filter(text -> DECIMAL.matcher(text).matches())
                                .map(text -> new BigDecimal(text).stripTrailingZeros())
                                .map(value ->
                                        within(
                                                range,
                                                value,
                                                node,
                                                "must be " + range.description()))
                                .orElseGet(() -> badPlain(node, words)));
    }

    public static Kind<Duration> duration(Range<Duration> range) {
        String words = "a time " + range.description();
        return new Kind<>(
                words,
                Map.of("type", "string", "pattern", "^" + DURATION.pattern() + "$"),
                node ->
                        scalar(node)
                                .flatMap(Kinds::duration)
                                .map(value -> within(range, value, node, "must be " + words))
                                .orElseGet(() ->
                                        Kind.bad(
                                                node,
                                                "must be "
                                                        + words
                                                        + ", written like 500ms, 2s, 15m,"
                                                        + " 24h or 30d")));
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    public static Kind<Boolean> bool() {
        return new Kind<>(
                "true or false",
                Map.of("type", "boolean"),
                node ->
                        plain(node)
                                .filter(text -> text.equals("true") || text.equals("false"))
                                .<Reading<Boolean>>map(
                                        text -> new Reading.Good<>(Boolean.valueOf(text)))
                                .orElseGet(() -> badPlain(node, "true or false")));
    }

    public static <E extends Enum<E>> Kind<E> word(Class<E> type) {
        return oneOf(Words.all(type), word -> Words.find(type, word));
    }

    /// One of some words.
    public static <T> Kind<T> oneOf(List<String> words, Function<String, Optional<T>> reader) {
        return new Kind<>(
                alternatives(words),
                Map.of("enum", words),
                node ->
                        scalar(node)
                                .flatMap(reader)
                                .<Reading<T>>map(Reading.Good::new)
                                .orElseGet(() ->
                                        Kind.bad(
                                                node,
                                                Nearest.remedy(
                                                        node.words(),
                                                        words,
                                                        "must be " + alternatives(words)))));
    }

    /// A word, or a value of another kind where the word does not fit.
    public static <T> Kind<T> wordOr(String word, T meaning, Kind<T> other) {
        String words = word + " or " + other.range();
        return new Kind<>(
                words,
                Map.of("anyOf", List.of(Map.of("const", word), other.schema())),
                node ->
                        scalar(node).filter(text -> text.equals(word)).isPresent()
                                ? new Reading.Good<>(meaning)
                                : other.read(node) instanceof Reading.Good<T> good
                                        ? good
                                        : Kind.bad(node, "must be " + words));
    }

    /// A name in the form that every id has.
    public static <T> Kind<T> id(Function<String, T> type) {
        return new Kind<>(
                "a name of 1 to " + Identifier.LENGTH_MAX + " characters",
                Map.of("type", "string", "minLength", 1, "maxLength", Identifier.LENGTH_MAX),
                node ->
                        scalar(node)
                                .map(text -> named(text, type, node))
                                .orElseGet(() -> Kind.bad(node, "must be a name")));
    }

    private static <T> Reading<T> named(String text, Function<String, T> type, YamlNode node) {
        return Identifier.problem(text)
                .<Reading<T>>map(problem -> Kind.bad(node, problem))
                .orElseGet(() -> new Reading.Good<>(type.apply(text)));
    }

    public static Kind<String> text(int lengthMax) {
        String words = "a text of 1 to " + lengthMax + " characters";
        return new Kind<>(
                words,
                Map.of("type", "string", "minLength", 1, "maxLength", lengthMax),
                node ->
                        scalar(node)
                                .filter(text -> !text.isBlank() && text.length() <= lengthMax)
                                .<Reading<String>>map(Reading.Good::new)
                                .orElseGet(() -> Kind.bad(node, "must be " + words)));
    }

    /// A text of a form.
    ///
    /// @param words the form in words that follow "must be"
    public static Kind<String> text(Pattern form, String words) {
        return new Kind<>(
                words,
                Map.of("type", "string", "pattern", "^(" + form.pattern() + ")$"),
                node ->
                        scalar(node)
                                .filter(text -> form.matcher(text).matches())
                                .<Reading<String>>map(Reading.Good::new)
                                .orElseGet(() -> Kind.bad(node, "must be " + words)));
    }

    public static <T> Kind<List<T>> listOf(Kind<T> each) {
        return new Kind<>(
                "a list, each item " + each.range(),
                Map.of("type", "array", "items", each.schema()),
                node ->
                        node instanceof Sequence sequence
                                ? items(sequence, each)
                                : Kind.bad(
                                        node,
                                        "must be a list, written like [a, b], each item "
                                                + each.range()));
    }

    private static <T> Reading<List<T>> items(Sequence sequence, Kind<T> each) {
        List<T> values = new ArrayList<>();
        List<Flaw> flaws = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            switch (each.read(item)) {
                case Reading.Good<T>(T value) -> values.add(value);
                case Reading.Bad<T>(List<Flaw> found) -> flaws.addAll(found);
            }
        }
        return flaws.isEmpty() ? new Reading.Good<>(values) : new Reading.Bad<>(flaws);
    }

    private static <T extends Comparable<T>> Reading<T> within(
            Range<T> range, T value, YamlNode node, String remedy) {
        return range.contains(value) ? new Reading.Good<>(value) : Kind.bad(node, remedy);
    }

    /// The text of a value that has no quotes around it.
    private static Optional<String> plain(YamlNode node) {
        return node instanceof Scalar scalar && scalar.style() == Style.PLAIN
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static <T> Reading<T> badPlain(YamlNode node, String words) {
        boolean quoted = node instanceof Scalar scalar && scalar.style() == Style.QUOTED;
        return Kind.bad(node, "must be " + words + (quoted ? ", without quotes" : ""));
    }

    private static Optional<String> scalar(YamlNode node) {
        return node instanceof Scalar scalar && !scalar.isMissing()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last == 0
                ? words.getFirst()
                : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
