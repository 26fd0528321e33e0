package io.quorate.engine;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import io.quorate.engine.alert.Measured;
import io.quorate.engine.poll.Answer;
import java.time.Duration;

/// Where the engine says what happened, for metrics, alerts and logs.
///
/// An implementation MUST return at once and MUST NOT throw; nothing is ever decided by it.
@FunctionalInterface
public interface Signals {
    void emit(Signal signal);

    /// What can happen to the file of the policy.
    enum PolicyFile {
        /// It holds another policy, which is in force now.
        REPLACED,
        /// It cannot be put in force.
        REJECTED,
        /// It is gone or cannot be read.
        VANISHED,
        /// It is again what is in force.
        RETURNED
    }

    /// Something that happened.
    sealed interface Signal {
        /// A decision stands in the log.
        record Decided(DecisionRecord record, Reply.Timings timings) implements Signal {}

        /// An earlier decision was given again.
        record Replayed(DecisionRecord record) implements Signal {}

        /// An agent was asked.
        ///
        /// @param took from asking it to its answer, or to what stood in for one
        record Asked(PoolId pool, AgentId agent, Answer answer, Duration took) implements Signal {}

        /// An agent has another standing.
        record Moved(PoolId pool, AgentId agent, Standing to) implements Signal {}

        /// A rule of the policy asks to tell the operators of an agent.
        record Alerted(PoolId pool, AgentId agent, FaultKind kind) implements Signal {}

        /// A limit of the policy is crossed.
        record AlertRaised(Measured measured) implements Signal {}

        /// It has been kept again for a while.
        record AlertEnded(Measured measured) implements Signal {}

        /// Nothing was learnt from a decision.
        record Unlearnt(DecisionRecord record, String cause) implements Signal {}

        /// A call got no answer.
        record Refused(Refusal refusal) implements Signal {}

        /// Something happened to the file of the policy.
        record PolicyFileSeen(PolicyFile what) implements Signal {}
    }
}
