package io.quorate.edge.rest;

import io.quorate.engine.Refusal;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.Query;
import io.quorate.engine.trail.Row;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A whole answer, written page by page as fast as the caller reads it.
///
/// When a page cannot be had, the connection is cut: a caller that has the end has everything.
///
/// @param first the page that was asked for before anything was promised to the caller
/// @param pages gets one more page
record Export<Q extends Query, R extends Row>(
        String head,
        Page<R> first,
        Asked<Q> asked,
        Function<Asked<Q>, CompletionStage<Result<Page<R>>>> pages,
        Line<R> line)
        implements StreamingOutput {

    /// Writes one row.
    @FunctionalInterface
    interface Line<R> {
        void write(OutputStream out, R row) throws IOException;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Page<R> page = first;
        while (true) {
            for (R row : page.rows()) {
                line.write(out, row);
            }
            out.flush();
            if (page.next().isEmpty()) {
                return;
            }
            page =
                    switch (pages.apply(asked.from(page.next().get()))
                            .toCompletableFuture()
                            .join()) {
                        case Result.Found<Page<R>>(Page<R> found) -> found;
                        case Result.Refused<Page<R>>(Refusal refusal) ->
                                throw new IOException(refusal.text());
                    };
        }
    }
}
