package io.quorate.engine.trail;

import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Answers questions to the log, page by page.
///
/// Safe for any number of threads; a call never blocks.
public final class Inquiries {
    private final AuditTrail trail;
    private final Results results;

    /// @param retryAfter when a refused caller is told to come back
    public Inquiries(AuditTrail trail, Signals signals, Duration retryAfter) {
        this.trail = trail;
        results = new Results(signals, retryAfter);
    }

    /// What comes of a question.
    public sealed interface Result<T> {
        record Found<T>(T value) implements Result<T> {}

        record Refused<T>(Refusal refusal) implements Result<T> {}
    }

    public CompletionStage<Result<Page<DecisionRow>>> decisions(Asked<DecisionQuery> asked) {
        return trail.decisions(asked.query(), asked.slice())
                .thenApply(answer -> results.of(answer.map(rows -> page(asked, rows))));
    }

    /// The whole records of decisions; a page has at most [Asked#RECORDS_MAX].
    public CompletionStage<Result<Page<RecordRow>>> decisionRecords(Asked<DecisionQuery> asked) {
        return trail.decisionRecords(asked.query(), asked.slice())
                .thenApply(answer -> results.of(answer.map(rows -> page(asked, rows))));
    }

    public CompletionStage<Result<Page<RecordRow>>> records(Asked<RecordQuery> asked) {
        return trail.records(asked.query(), asked.slice())
                .thenApply(answer -> results.of(answer.map(rows -> page(asked, rows))));
    }

    /// One row more than fits was asked for; it tells that there is another page.
    private static <Q extends Query, R extends Row> Page<R> page(Asked<Q> asked, List<R> rows) {
        if (rows.size() <= asked.pageSize()) {
            return new Page<>(rows, Optional.empty(), asked.query());
        }
        List<R> fitting = rows.subList(0, asked.pageSize());
        return new Page<>(fitting, Optional.of(fitting.getLast().place()), asked.query());
    }
}
