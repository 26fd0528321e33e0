package io.quorate.engine.trail;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The records of all logs, as they can be asked for.
///
/// An implementation MUST give rows in the order of the query, each once, and none that is not
/// committed; MUST NOT block the caller; MUST bound how many questions run and wait, and how long
/// one may take; and MUST complete each stage with a value for whatever the world does.
public interface AuditTrail {
    /// What a list shows of decisions.
    CompletionStage<Answer<List<DecisionRow>>> decisions(DecisionQuery query, Slice slice);

    /// The records of decisions.
    CompletionStage<Answer<List<RecordRow>>> decisionRecords(DecisionQuery query, Slice slice);

    /// Records of other kinds.
    CompletionStage<Answer<List<RecordRow>>> records(RecordQuery query, Slice slice);
}
