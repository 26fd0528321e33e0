package io.quorate.host.policyfile;

import io.quorate.host.policyfile.schema.Entries;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Listed;
import io.quorate.host.policyfile.schema.Member;
import io.quorate.host.policyfile.schema.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes a JSON Schema (2020-12) from the declared keys, for editors that complete and check.
///
/// It says less than the reader checks: nothing about how settings depend on each other.
final class JsonSchema {
    private JsonSchema() {}

    static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Quorate policy");
        schema.putAll(object(PolicyKeys.FILE));
        return json(schema, "") + "\n";
    }

    private static Map<String, Object> of(Member member) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", member.meaning());
        switch (member) {
            case Key<?> key -> {
                schema.putAll(new TreeMap<>(key.kind().schema()));
                schema.put("examples", List.of(value(key.example())));
            }
            case Group group -> schema.putAll(object(group));
            case Named named -> {
                schema.put("type", "object");
                schema.put("additionalProperties", object(named.each()));
            }
            case Entries<?> entries -> {
                schema.put("type", "object");
                schema.put("additionalProperties", new TreeMap<>(entries.each().schema()));
            }
            case Listed listed -> {
                schema.put("type", "array");
                Map<String, Object> item = object(listed.each());
                schema.put(
                        "items",
                        listed.brief().isPresent()
                                ? Map.of(
                                        "anyOf",
                                        List.of(listed.brief().get().kind().schema(), item))
                                : item);
            }
        }
        return schema;
    }

    private static Map<String, Object> object(Group group) {
        Map<String, Object> properties = new LinkedHashMap<>();
        group.members().forEach(member -> properties.put(member.name(), of(member)));
        List<String> required =
                group.members().stream()
                        .filter(member ->
                                member instanceof Key<?> key
                                        && key.presence() == Key.Presence.REQUIRED)
                        .map(Member::name)
                        .toList();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /// An example as JSON: a number, true or false, a list of words, or a text.
    private static Object value(String example) {
        if (example.matches("-?[0-9]+(\\.[0-9]+)?|true|false")) {
            return new Raw(example);
        }
        return example.startsWith("[")
                ? List.of(example.substring(1, example.length() - 1).split(", "))
                : example.replaceAll("^\"|\"$", "");
    }

    private record Raw(String json) {}

    private static String json(Object value, String indent) {
        String deeper = indent + "  ";
        return switch (value) {
            case Map<?, ?> map ->
                    inOrder(map).entrySet().stream()
                            .map(entry ->
                                    deeper
                                            + quoted(entry.getKey().toString())
                                            + ": "
                                            + json(entry.getValue(), deeper))
                            .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
            case List<?> list ->
                    list.stream()
                            .map(item -> json(item, indent))
                            .collect(Collectors.joining(", ", "[", "]"));
            case String text -> quoted(text);
            case Raw(String json) -> json;
            default -> value.toString();
        };
    }

    /// Properties stay as they are declared; what came from `Map.of` has no order of its own.
    private static Map<?, ?> inOrder(Map<?, ?> map) {
        return map instanceof LinkedHashMap ? map : new TreeMap<>(map);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
