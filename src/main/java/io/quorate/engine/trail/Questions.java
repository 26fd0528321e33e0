package io.quorate.engine.trail;

import io.quorate.core.protocol.Transcript;
import java.time.Instant;
import java.util.Optional;

/// What the digests of all queries have in common.
final class Questions {
    private Questions() {}

    static Transcript begin(String purpose, TimeRange range, Order order) {
        Transcript transcript = new Transcript(purpose);
        moment(transcript, range.from());
        moment(transcript, range.to());
        return transcript.text(order.name());
    }

    static void optional(Transcript transcript, Optional<String> text) {
        transcript.number(text.isPresent() ? 1 : 0);
        text.ifPresent(transcript::text);
    }

    private static void moment(Transcript transcript, Instant moment) {
        transcript.number(moment.getEpochSecond()).number(moment.getNano());
    }
}
