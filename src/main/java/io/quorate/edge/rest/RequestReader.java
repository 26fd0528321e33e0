package io.quorate.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.draft.DraftReader.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a JSON request strictly: every field has a name of the contract and occurs once, every
/// value has its type, and nothing follows.
///
/// @param <J> the request as JSON has it
/// @param <T> what the engine's reader makes of it
final class RequestReader<J, T> {
    /// The same as over gRPC.
    static final int BYTES_MAX = 4 * 1024 * 1024;

    static final String NO_UTF_8 = "a text in it is not valid UTF-8";

    private static final String UNKNOWN = "unknown";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .addHandler(new UnknownFields())
                    .build();

    private final Function<J, Reading<T>> check;
    private final ObjectReader reader;

    RequestReader(Class<J> json, Function<J, Reading<T>> check) {
        this.check = check;
        this.reader = JSON.readerFor(json);
    }

    /// What came of reading.
    sealed interface Outcome<T> {
        record Read<T>(T value) implements Outcome<T> {}

        record Refused<T>(Refusal refusal) implements Outcome<T> {}
    }

    Outcome<T> read(byte[] body) {
        if (body.length > BYTES_MAX) {
            return new Outcome.Refused<>(new Refusal.MessageTooLarge(BYTES_MAX));
        }
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            return new Outcome.Refused<>(new Refusal.Unreadable(NO_UTF_8));
        }
        List<Violation> unknown = new ArrayList<>();
        try {
            J request = reader.withAttribute(UNKNOWN, unknown).readValue(text.get());
            return request == null
                    ? new Outcome.Refused<>(new Refusal.Unreadable("it is not a JSON object"))
                    : checked(request, unknown);
        } catch (StreamReadException e) {
            return new Outcome.Refused<>(new Refusal.Unreadable(problem(e)));
        } catch (JsonMappingException e) {
            return new Outcome.Refused<>(
                    e.getCause() instanceof StreamReadException within
                            ? new Refusal.Unreadable(problem(within))
                            : problem(e, unknown));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    /// Strictly: Jackson would take longer forms of a character for the character.
    static Optional<String> text(byte[] body) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private Outcome<T> checked(J request, List<Violation> unknown) {
        return switch (check.apply(request)) {
            case Reading.Read<T>(T value) ->
                    unknown.isEmpty()
                            ? new Outcome.Read<>(value)
                            : new Outcome.Refused<>(new Refusal.InvalidFields(unknown));
            case Reading.Refused<T>(Refusal.InvalidFields refusal) -> {
                unknown.addAll(refusal.violations());
                yield new Outcome.Refused<>(new Refusal.InvalidFields(unknown));
            }
        };
    }

    private static String problem(StreamReadException unreadable) {
        return "it is not valid JSON" + place(unreadable);
    }

    private static Refusal problem(JsonMappingException mismatch, List<Violation> unknown) {
        String field = path(mismatch.getPath());
        if (field.isEmpty()) {
            return new Refusal.Unreadable("it is not a JSON object");
        }
        List<Violation> violations = new ArrayList<>(unknown);
        violations.add(new Violation(field, "has a value of the wrong type" + place(mismatch)));
        return new Refusal.InvalidFields(violations);
    }

    private static String place(JacksonException problem) {
        return problem.getLocation() == null
                ? ""
                : ", line "
                        + problem.getLocation().getLineNr()
                        + ", column "
                        + problem.getLocation().getColumnNr();
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    /// Gathers the fields that the contract does not have, and reads on.
    private static final class UnknownFields extends DeserializationProblemHandler {
        private static final int NAME_MAX = 64;

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            if (context.getAttribute(UNKNOWN) instanceof List<?> list) {
                @SuppressWarnings("unchecked")
                List<Violation> unknown = (List<Violation>) list;
                unknown.add(new Violation(where(parser, name), "is not a field of this request"));
            }
            parser.skipChildren();
            return true;
        }

        private static String where(JsonParser parser, String name) {
            String within = parser.getParsingContext().pathAsPointer().toString();
            String pointer = within.substring(0, within.lastIndexOf('/') + 1);
            String path =
                    pointer.replaceAll("/(\\d+)(?=/)", "[$1]")
                            .replace('/', '.')
                            .replaceAll("^\\.", "");
            return path + name.substring(0, Math.min(name.length(), NAME_MAX));
        }
    }
}
