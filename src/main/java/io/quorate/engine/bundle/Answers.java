package io.quorate.engine.bundle;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.SignedLogs.Reading;
import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.Asked;
import io.quorate.engine.trail.Inquiries.Result;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.Query;
import io.quorate.engine.trail.Row;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// Waits for what the log answers; whatever else comes ends the bundle.
final class Answers {
    private Answers() {}

    /// What is done with one row.
    @FunctionalInterface
    interface Taker<R> {
        void take(R row) throws BundleBroken;
    }

    /// Takes every row of an answer, a page at a time.
    static <Q extends Query, R extends Row> void each(
            Q query,
            int pageSize,
            Function<Asked<Q>, CompletionStage<Result<Page<R>>>> pages,
            Taker<R> taker)
            throws BundleBroken {
        Asked<Q> asked = new Asked<>(query, Optional.empty(), pageSize);
        while (true) {
            Page<R> page = found(pages.apply(asked));
            for (R row : page.rows()) {
                taker.take(row);
            }
            if (page.next().isEmpty()) {
                return;
            }
            asked = asked.from(page.next().get());
        }
    }

    private static <T> T found(CompletionStage<Result<T>> stage) throws BundleBroken {
        return switch (stage.toCompletableFuture().join()) {
            case Result.Found<T>(T value) -> value;
            case Result.Refused<T>(var refusal) -> throw new BundleBroken(refusal.text());
        };
    }

    static <T> T given(CompletionStage<Answer<T>> stage) throws BundleBroken {
        Answer<T> answer = stage.toCompletableFuture().join();
        if (answer instanceof Answer.Given<T>(T value)) {
            return value;
        }
        throw new BundleBroken("the log cannot be read: " + answer);
    }

    static <T> T read(CompletionStage<Reading<T>> stage) throws BundleBroken {
        return value(reading(stage));
    }

    /// What comes of looking, once the log is signed up to a size if it was not yet.
    static <T> T readOnceSigned(
            SignedLogs logs, Origin origin, long size, Supplier<CompletionStage<Reading<T>>> look)
            throws BundleBroken {
        Reading<T> first = reading(look.get());
        if (!(first instanceof Reading.NotYetSigned<T>)) {
            return value(first);
        }
        var _ = read(logs.signed(origin, size));
        return read(look.get());
    }

    private static <T> Reading<T> reading(CompletionStage<Reading<T>> stage) {
        return stage.toCompletableFuture().join();
    }

    private static <T> T value(Reading<T> reading) throws BundleBroken {
        return switch (reading) {
            case Reading.Found<T>(T value) -> value;
            case Reading.NotYetSigned<T>() ->
                    throw new BundleBroken(
                            "no checkpoint covers the last records; the sidecar's health says why");
            case Reading.Absent<T>() -> throw new BundleBroken("a part of the log is missing");
            case Reading.Unavailable<T>(String cause) -> throw new BundleBroken(cause);
            case Reading.Full<T>() -> throw new BundleBroken("too many readers wait");
        };
    }
}
