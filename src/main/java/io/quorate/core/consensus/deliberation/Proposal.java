package io.quorate.core.consensus.deliberation;

import io.quorate.core.consensus.admission.Provenance;
import io.quorate.core.protocol.AgentId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one agent answers before it has seen what the others answer.
///
/// @param answer empty when the agent has none to give
/// @param confidence how sure it is, meant to lie in [0,1]
/// @param castAt when it was made, by the agent's or the caller's clock
/// @param defect what could not be read of it, in words; such a proposal is never admitted
public record Proposal(
        AgentId agent,
        Optional<String> answer,
        OptionalDouble confidence,
        String reasoning,
        Provenance provenance,
        Optional<Instant> castAt,
        Optional<String> defect) {

    /// The same, come this way.
    public Proposal from(Provenance origin) {
        return new Proposal(agent, answer, confidence, reasoning, origin, castAt, defect);
    }

    /// What stands on a paper of somebody who was asked for an answer and gave none.
    public static Proposal none(AgentId agent, String reasoning, Optional<String> defect) {
        return new Proposal(
                agent,
                Optional.empty(),
                OptionalDouble.empty(),
                reasoning,
                new Provenance.Vouched(),
                Optional.empty(),
                defect);
    }

    /// A proposal that the caller vouches for.
    public static Proposal vouched(AgentId agent, String answer) {
        return new Proposal(
                agent,
                Optional.of(answer),
                OptionalDouble.empty(),
                "",
                new Provenance.Vouched(),
                Optional.empty(),
                Optional.empty());
    }
}
