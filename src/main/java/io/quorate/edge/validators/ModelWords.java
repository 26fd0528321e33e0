package io.quorate.edge.validators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.Quotation;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads a model's words as a vote. What is nearly JSON is mended once; what is no answer to the
/// question is an abstention that says so, and never a vote for anything.
final class ModelWords {
    static final int REASONING_MAX = 4_000;
    static final int ANSWER_MAX = 16_000;

    private static final int QUOTE_MAX = 4_000;
    private static final int QUOTATIONS_MAX = 32;
    private static final JsonMapper STRICT = JsonMapper.builder().build();
    private static final JsonMapper LENIENT =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build();

    private ModelWords() {}

    static Vote read(String words, AgentId agent, List<Choice> choices) {
        Optional<JsonNode> object = object(words);
        if (object.isEmpty()) {
            return nonsense(agent, "the model's answer is no JSON object");
        }
        JsonNode vote = object.get().path("vote");
        String name = vote.isTextual() ? vote.textValue().strip() : "";
        String reasoning = text(object.get().path("reasoning"), REASONING_MAX);
        if (name.equals(Choice.ABSTAIN)) {
            return Vote.abstention(agent, reasoning);
        }
        Optional<Choice> choice =
                choices.stream().filter(each -> each.value().equals(name)).findFirst();
        if (choice.isEmpty()) {
            return nonsense(agent, "the model's answer names none of the choices");
        }
        OptionalDouble confidence = share(object.get().path("confidence"));
        if (confidence.isEmpty()) {
            return nonsense(agent, "the model's answer has no confidence from 0 to 1");
        }
        return new Vote(
                agent,
                choice,
                confidence,
                share(object.get().path("score")),
                reasoning,
                evidence(object.get().path("evidence")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Vote nonsense(AgentId agent, String why) {
        return Vote.abstention(agent, why);
    }

    static Optional<JsonNode> object(String words) {
        return parsed(STRICT, words).or(() -> parsed(LENIENT, mended(words)));
    }

    /// Models like to put a fence around what they were asked for, or a sentence before it.
    private static String mended(String words) {
        int from = words.indexOf('{');
        int to = words.lastIndexOf('}');
        return from >= 0 && to > from ? words.substring(from, to + 1) : "";
    }

    private static Optional<JsonNode> parsed(JsonMapper mapper, String words) {
        try {
            return Optional.ofNullable(mapper.readTree(words)).filter(JsonNode::isObject);
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    static OptionalDouble share(JsonNode number) {
        double value = number.isNumber() ? number.doubleValue() : Double.NaN;
        return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static List<Quotation> evidence(JsonNode given) {
        List<Quotation> evidence = new ArrayList<>();
        for (JsonNode each : given) {
            String source = text(each.path("source_id"), Identifier.LENGTH_MAX);
            String quote = text(each.path("quote"), QUOTE_MAX);
            if (!source.isBlank() && !quote.isBlank() && evidence.size() < QUOTATIONS_MAX) {
                evidence.add(new Quotation(source, quote));
            }
        }
        return evidence;
    }

    /// Half of a surrogate pair cannot be stored.
    static String text(JsonNode node, int charactersMax) {
        if (!node.isTextual()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        node.textValue()
                .codePoints()
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .limit(charactersMax)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
