package io.quorate.edge.rest;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.quorate.engine.Refusal;
import io.quorate.engine.policy.Policies.Answer;
import io.quorate.engine.policy.Trial;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// What a trial tells, as lines of JSON on their way to the caller: progress now and then, and a
/// last line with the report or the problem. The trial waits for a caller that reads slowly, and
/// ends when the caller hangs up.
///
/// Only writing tells for certain that a connection is gone, so the latest progress is told again
/// while there is no other. The response's own handler for that belongs to the framework.
final class TrialStream<R> implements Trial.Listener<R> {
    /// A JSON object on each line.
    static final String TYPE = "application/x-ndjson";

    private static final Logger LOG = Logger.getLogger(TrialStream.class);
    private static final int LINES_WAITING = 4;
    private static final Duration TELL_AGAIN = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(LINES_WAITING);
    private final BiFunction<R, Long, byte[]> report;
    private volatile boolean gone;

    private sealed interface Line {
        record More(byte[] json) implements Line {}

        record Last(byte[] json) implements Line {}
    }

    private TrialStream(BiFunction<R, Long, byte[]> report) {
        this.report = report;
    }

    /// The response of a trial; a trial that cannot begin is refused as any call is.
    ///
    /// @param report writes what it found, given how many stored decisions were damaged
    static <R> Response of(
            Function<Trial.Listener<R>, Answer<Trial>> begin,
            BiFunction<R, Long, byte[]> report) {
        TrialStream<R> stream = new TrialStream<>(report);
        return switch (begin.apply(stream)) {
            case Answer.Refused<Trial>(Refusal refusal) -> Problems.response(refusal);
            case Answer.Given<Trial>(Trial trial) ->
                    Response.ok((StreamingOutput) out -> stream.write(trial, out), TYPE).build();
        };
    }

    private void write(Trial trial, OutputStream out) throws IOException {
        byte[] latest = TrialJson.progress(0, 0);
        try {
            while (true) {
                switch (lines.poll(TELL_AGAIN.toMillis(), MILLISECONDS)) {
                    case null -> line(latest, out);
                    case Line.More(byte[] json) -> {
                        latest = json;
                        line(json, out);
                    }
                    case Line.Last(byte[] json) -> {
                        line(json, out);
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gone = true;
            trial.cancel();
            lines.clear();
        }
    }

    private static void line(byte[] json, OutputStream out) throws IOException {
        out.write(json);
        out.write('\n');
        out.flush();
    }

    @Override
    public void progressed(long seen, long all) {
        // Of progress, the latest is what counts; a full queue has some already.
        if (!lines.offer(new Line.More(TrialJson.progress(seen, all)))) {
            LOG.tracef("progress at %d of %d is not told", seen, all);
        }
    }

    @Override
    public void finished(R found, long damaged) {
        last(report.apply(found, damaged));
    }

    @Override
    public void refused(Refusal refusal) {
        last(problem(refusal));
    }

    @Override
    public void failed(Throwable defect) {
        last(problem(Calls.defect(defect)));
    }

    private static byte[] problem(Refusal refusal) {
        return JsonObject.of(json -> {
            json.writeObjectFieldStart("problem");
            json.writeStringField("reason", refusal.reason());
            json.writeStringField("detail", refusal.text());
            json.writeEndObject();
        });
    }

    private void last(byte[] json) {
        try {
            if (!gone && !lines.offer(new Line.Last(json), PATIENCE.toSeconds(), SECONDS)) {
                LOG.debug("nobody reads what a trial found");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
