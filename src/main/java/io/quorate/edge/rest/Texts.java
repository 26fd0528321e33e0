package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.engine.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A JSON request that holds nothing but texts.
record Texts(Map<String, String> byName) {
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    /// What came of reading.
    sealed interface Outcome {
        record Read(Texts texts) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// The text of that name, empty where there is none.
    String of(String name) {
        return byName.getOrDefault(name, "");
    }

    static Outcome read(byte[] body, Set<String> names) {
        if (body.length > RequestReader.BYTES_MAX) {
            return new Outcome.Refused(new Refusal.MessageTooLarge(RequestReader.BYTES_MAX));
        }
        Optional<String> text = RequestReader.text(body);
        if (text.isEmpty()) {
            return new Outcome.Refused(new Refusal.Unreadable(RequestReader.NO_UTF_8));
        }
        JsonNode node;
        try {
            node = JSON.readTree(text.get());
        } catch (JsonProcessingException e) {
            return new Outcome.Refused(new Refusal.Unreadable("it is not valid JSON"));
        }
        return node.isObject()
                ? check(node, names)
                : new Outcome.Refused(new Refusal.Unreadable("it is not a JSON object"));
    }

    private static Outcome check(JsonNode object, Set<String> names) {
        Map<String, String> texts = new HashMap<>();
        List<Refusal.Violation> violations = new ArrayList<>();
        object.properties()
                .forEach(field -> {
                    if (!names.contains(field.getKey())) {
                        violations.add(
                                new Refusal.Violation(
                                        field.getKey(), "is not a field of this request"));
                    } else if (!field.getValue().isTextual() && !field.getValue().isNull()) {
                        violations.add(
                                new Refusal.Violation(
                                        field.getKey(), "has a value of the wrong type"));
                    } else if (field.getValue().isTextual()) {
                        texts.put(field.getKey(), field.getValue().textValue());
                    }
                });
        return violations.isEmpty()
                ? new Outcome.Read(new Texts(texts))
                : new Outcome.Refused(new Refusal.InvalidFields(violations));
    }
}
