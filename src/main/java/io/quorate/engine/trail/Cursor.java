package io.quorate.engine.trail;

import io.quorate.core.protocol.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;

/// The place at which a query goes on, as a text for the caller.
public final class Cursor {
    /// Enough that no two queries of a person have the same.
    private static final int QUERY_BYTES = 12;

    private static final int BYTES = QUERY_BYTES + Long.BYTES + Integer.BYTES + Long.BYTES;

    private Cursor() {}

    /// What came of reading a cursor.
    public sealed interface Reading {
        record Read(Place place) implements Reading {}

        /// @param problem in words that follow the field's name
        record Refused(String problem) implements Reading {}
    }

    static String write(Query query, Place place) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.put(mark(query))
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.at()))
                .putInt(place.origin())
                .putLong(place.logIndex());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    public static Reading read(Query query, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new Reading.Refused("is not a cursor that a page gave");
        }
        if (bytes.length != BYTES) {
            return new Reading.Refused("is not a cursor that a page gave");
        }
        if (!Arrays.equals(mark(query), Arrays.copyOf(bytes, QUERY_BYTES))) {
            return new Reading.Refused("was given for another query; begin without one");
        }
        ByteBuffer place = ByteBuffer.wrap(bytes, QUERY_BYTES, BYTES - QUERY_BYTES);
        Instant at = Instant.EPOCH.plus(place.getLong(), ChronoUnit.MICROS);
        return new Reading.Read(new Place(at, place.getInt(), place.getLong()));
    }

    private static byte[] mark(Query query) {
        Digest digest = query.digest();
        return Arrays.copyOf(digest.bytes(), QUERY_BYTES);
    }
}
