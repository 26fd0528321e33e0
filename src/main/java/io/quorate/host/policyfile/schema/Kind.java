package io.quorate.host.policyfile.schema;

import io.quorate.host.policyfile.yaml.Position;
import io.quorate.host.policyfile.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What the values of a setting look like and how their text is read.
///
/// @param range the values in words that follow "must be"
/// @param schema the same as a fragment of JSON Schema
public record Kind<T>(
        String range, Map<String, Object> schema, Function<YamlNode, Reading<T>> reader) {

    /// What came of reading one value.
    public sealed interface Reading<T> {
        record Good<T>(T value) implements Reading<T> {}

        record Bad<T>(List<Flaw> flaws) implements Reading<T> {}
    }

    /// What is wrong with a value, or with an item of it.
    public record Flaw(Position at, String reason, String remedy) {}

    public Reading<T> read(YamlNode node) {
        return reader.apply(node);
    }

    /// The same values, as something else.
    public <R> Kind<R> as(Function<T, R> conversion) {
        return new Kind<>(
                range,
                schema,
                node ->
                        switch (reader.apply(node)) {
                            case Reading.Good<T>(T value) ->
                                    new Reading.Good<>(conversion.apply(value));
                            case Reading.Bad<T>(List<Flaw> flaws) -> new Reading.Bad<>(flaws);
                        });
    }

    static <T> Reading<T> bad(YamlNode node, String remedy) {
        return new Reading.Bad<>(List.of(new Flaw(node.at(), "is " + node.words(), remedy)));
    }
}
