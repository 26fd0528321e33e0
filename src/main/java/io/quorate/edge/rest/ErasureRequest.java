package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quorate.engine.Refusal;
import io.quorate.engine.Refusal.Violation;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.ErasureReader;
import io.quorate.engine.keeping.Erasure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of an order to erase.
@RegisterForReflection
@Schema(
        name = "ErasureRequest",
        requiredProperties = {"operator", "reason"})
record ErasureRequest(
        @Schema(description = "The decision whose content is to be erased; or else:")
                @Nullable String decisionId,
        @Schema(description = "The reference to the person, as the caller gave it.")
                @Nullable String subject,
        @Schema(description = "Who orders it. Stands in the log.", examples = "dpo@example.org")
                @Nullable String operator,
        @Schema(description = "Why. Kept apart from the log, like any text.")
                @Nullable String reason) {

    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build()
                    .readerFor(ErasureRequest.class);

    /// What came of reading.
    sealed interface Outcome {
        record Read(Erasure erasure) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    static Outcome read(byte[] body) {
        try {
            ErasureRequest request = JSON.readValue(body);
            return request == null
                    ? new Outcome.Refused(new Refusal.Unreadable("it is not a JSON object"))
                    : request.checked();
        } catch (UnrecognizedPropertyException e) {
            return new Outcome.Refused(
                    new Refusal.InvalidFields(
                            List.of(
                                    new Violation(
                                            e.getPropertyName(),
                                            "is not a field of this request"))));
        } catch (JsonProcessingException _) {
            return new Outcome.Refused(new Refusal.Unreadable("it is not a JSON object of texts"));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private Outcome checked() {
        Reading<Erasure> reading =
                ErasureReader.read(
                        Optional.ofNullable(decisionId),
                        Optional.ofNullable(subject),
                        operator == null ? "" : operator,
                        reason == null ? "" : reason);
        return switch (reading) {
            case Reading.Read<Erasure>(Erasure erasure) -> new Outcome.Read(erasure);
            case Reading.Refused<Erasure>(Refusal.InvalidFields refusal) ->
                    new Outcome.Refused(refusal);
        };
    }
}
