package io.quorate.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Refusal;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.Place;
import io.quorate.engine.trail.RecordQuery;
import io.quorate.engine.trail.RecordRow;
import io.quorate.engine.trail.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final Asked<RecordQuery> ASKED =
            new Asked<>(
                    new RecordQuery(
                            new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(9)),
                            Order.OLDEST_FIRST,
                            List.of()),
                    Optional.empty(),
                    1);

    @Test
    void itGoesOnWhereThePageEnded() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export(2).write(out);
        assertEquals("head 0 1 2", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPageThatCannotBeHadCutsItOff() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(IOException.class, () -> export(Integer.MAX_VALUE).write(out));
        assertEquals("head 0 1 2 3 4", out.toString(StandardCharsets.UTF_8));
    }

    /// Five pages can be had.
    private static Export<RecordQuery, RecordRow> export(int last) {
        return new Export<>(
                "head",
                page(0, last),
                ASKED,
                asked -> {
                    int next = (int) asked.after().orElseThrow().logIndex() + 1;
                    Result<Page<RecordRow>> result =
                            next < 5
                                    ? new Result.Found<>(page(next, last))
                                    : new Result.Refused<>(
                                            new Refusal.QueryTimedOut(Duration.ofSeconds(1)));
                    return CompletableFuture.completedStage(result);
                },
                (out, row) ->
                        out.write((" " + row.place().logIndex()).getBytes(StandardCharsets.UTF_8)));
    }

    private static Page<RecordRow> page(int number, int last) {
        Place place = new Place(Instant.EPOCH, 1, number);
        RecordRow row =
                new RecordRow(
                        place,
                        new Origin("a"),
                        "start",
                        new byte[0],
                        Optional.empty(),
                        Digest.of(new byte[0]));
        return new Page<>(
                List.of(row),
                number == last ? Optional.empty() : Optional.of(place),
                ASKED.query());
    }
}
