package io.quorate.engine.monitoring;

import io.quorate.engine.trail.Answer;
import io.quorate.engine.trail.TimeRange;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What is counted over many records.
///
/// An implementation MUST NOT block the caller, MUST bound how long a question may take, and MUST
/// complete each stage with a value for whatever the world does.
public interface MonitoringStore {
    /// Who may do what to the tables of the log.
    CompletionStage<Answer<Handbook.Roles>> roles();

    CompletionStage<Answer<Indicators>> indicators(TimeRange range, Indicators.Cut cut);

    CompletionStage<Answer<Activity>> activity(TimeRange range);

    /// Decisions whose right choice became known in a span of time, in the order of the labels;
    /// those that were revoked are left out.
    ///
    /// @param after the number of the last one that is known
    CompletionStage<Answer<List<LabelledDecision>>> labelled(TimeRange range, long after, int most);
}
