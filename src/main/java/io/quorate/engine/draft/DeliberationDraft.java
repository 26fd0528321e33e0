package io.quorate.engine.draft;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A request to decide on given answers and votes exactly as it came, with nothing checked. An
/// empty text stands for one that was not given.
///
/// @param submission the question; neither answer nor candidates should be there
/// @param votes on the answers, each naming an author as its candidate
/// @param deadline when the caller stops waiting
public record DeliberationDraft(
        String request,
        String service,
        String pool,
        Optional<Draft.Asked> submission,
        List<Proposed> proposals,
        List<Draft.Cast> votes,
        Span proposing,
        Span voting,
        Optional<Instant> deadline) {

    /// A time with two ends.
    public record Span(Field<Instant> opened, Field<Instant> closed) {}

    /// A proposal; one of answer and abstention should be there.
    ///
    /// @param abstention its reason
    public record Proposed(
            String agent,
            Optional<String> answer,
            Optional<String> abstention,
            OptionalDouble confidence,
            String reasoning,
            Field<Instant> castAt) {}
}
