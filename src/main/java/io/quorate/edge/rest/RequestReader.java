package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
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
import io.quorate.engine.GivenDeliberation;
import io.quorate.engine.GivenVotes;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.draft.DeliberationReader;
import io.quorate.engine.draft.DraftReader;
import io.quorate.engine.draft.DraftReader.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads JSON requests strictly: every field has a name of the contract and occurs once, every
/// value has its type, and nothing follows.
///
/// @param <Q> the request as JSON has it
/// @param <G> what is given by it
final class RequestReader<Q, G> {
    /// The same as over gRPC.
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private static final String UNKNOWN = "unknown";

    private final ObjectReader reader;
    private final Function<Q, Reading<G>> checks;

    private RequestReader(Class<Q> request, Function<Q, Reading<G>> checks) {
        this.reader =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .addHandler(new UnknownFields())
                        .build()
                        .readerFor(request);
        this.checks = checks;
    }

    static RequestReader<DecisionRequest, GivenVotes> ofDecisions() {
        return new RequestReader<>(
                DecisionRequest.class,
                request -> DraftReader.read(Drafts.of(request), Drafts.NAMES));
    }

    static RequestReader<DeliberationRequest, GivenDeliberation> ofDeliberations() {
        return new RequestReader<>(
                DeliberationRequest.class,
                request -> DeliberationReader.read(Drafts.of(request), Drafts.NAMES));
    }

    /// What came of reading.
    sealed interface Outcome<G> {
        record Read<G>(G given) implements Outcome<G> {}

        record Refused<G>(Refusal refusal) implements Outcome<G> {}
    }

    Outcome<G> read(byte[] body) {
        if (body.length > BYTES_MAX) {
            return new Outcome.Refused<>(new Refusal.MessageTooLarge(BYTES_MAX));
        }
        List<Violation> unknown = new ArrayList<>();
        try {
            Q request = reader.withAttribute(UNKNOWN, unknown).readValue(body);
            return request == null
                    ? new Outcome.Refused<>(new Refusal.Unreadable("it is not a JSON object"))
                    : check(request, unknown);
        } catch (StreamReadException e) {
            return new Outcome.Refused<>(new Refusal.Unreadable(problem(e)));
        } catch (JsonMappingException e) {
            return new Outcome.Refused<>(
                    e.getCause() instanceof StreamReadException within
                            ? new Refusal.Unreadable(problem(within))
                            : problem(e, unknown));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private Outcome<G> check(Q request, List<Violation> unknown) {
        return switch (checks.apply(request)) {
            case Reading.Read<G>(G given) ->
                    unknown.isEmpty()
                            ? new Outcome.Read<>(given)
                            : new Outcome.Refused<>(new Refusal.InvalidFields(unknown));
            case Reading.Refused<G>(Refusal.InvalidFields refusal) -> {
                unknown.addAll(refusal.violations());
                yield new Outcome.Refused<>(new Refusal.InvalidFields(unknown));
            }
        };
    }

    private static String problem(StreamReadException unreadable) {
        if (String.valueOf(unreadable.getOriginalMessage()).contains("UTF-8")) {
            return "a text in it is not valid UTF-8";
        }
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
