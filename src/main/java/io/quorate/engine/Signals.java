package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;

/// Where the engine says what happened, for metrics, alerts and logs.
///
/// An implementation MUST return at once and MUST NOT throw; nothing is ever decided by it.
@FunctionalInterface
public interface Signals {
    void emit(Signal signal);

    /// Something that happened.
    sealed interface Signal {
        /// A decision stands in the log.
        record Decided(DecisionRecord record, Reply.Timings timings) implements Signal {}

        /// An earlier decision was given again.
        record Replayed(DecisionRecord record) implements Signal {}

        /// A call got no answer.
        record Refused(Refusal refusal) implements Signal {}
    }
}
