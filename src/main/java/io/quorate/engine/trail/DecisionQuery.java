package io.quorate.engine.trail;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Transcript;
import io.quorate.core.protocol.Verdict;
import java.time.Instant;
import java.util.Optional;

/// Which decisions: those that have everything that is named.
///
/// @param pool one that took part; with an agent or a fault, the pool in which these occurred
/// @param agent one that held a seat or cast a vote; with a fault, the agent at fault
/// @param policy digest of the policy that steered them
/// @param subject the reference to the person concerned; what was erased is not found
/// @param fault one that occurred
public record DecisionQuery(
        TimeRange range,
        Order order,
        Optional<String> service,
        Optional<PoolId> pool,
        Optional<AgentId> agent,
        Optional<Verdict> verdict,
        Optional<Digest> policy,
        Optional<String> subject,
        Optional<FaultKind> fault)
        implements Query {

    /// Every decision of a span of time.
    public static DecisionQuery all(TimeRange range, Order order) {
        return new DecisionQuery(
                range,
                order,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same in as much of its time as has ended by then.
    public DecisionQuery until(Instant end) {
        return new DecisionQuery(
                range.until(end), order, service, pool, agent, verdict, policy, subject, fault);
    }

    @Override
    public Digest digest() {
        Transcript transcript = Questions.begin("quorate.query.decisions.v1", range, order);
        Questions.optional(transcript, service);
        Questions.optional(transcript, pool.map(PoolId::value));
        Questions.optional(transcript, agent.map(AgentId::value));
        Questions.optional(transcript, verdict.map(Verdict::name));
        Questions.optional(transcript, policy.map(Digest::hex));
        Questions.optional(transcript, subject);
        Questions.optional(transcript, fault.map(FaultKind::name));
        return transcript.digest();
    }
}
