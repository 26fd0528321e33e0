package io.quorate.edge.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// A JSON object, written member by member.
final class JsonObject {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonObject() {}

    /// Writes members of an object that is open.
    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] of(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be written", e);
        }
        return bytes.toByteArray();
    }
}
