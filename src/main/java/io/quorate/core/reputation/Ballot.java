package io.quorate.core.reputation;

import io.quorate.core.consensus.belief.Utterance;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One admitted vote for a choice, as it is learnt from.
///
/// @param confidence as stated; empty counts as sure
public record Ballot(AgentId agent, Choice choice, OptionalDouble confidence) {

    /// How much of it counts, in millionths.
    long share(int choices) {
        return confidence.isEmpty()
                ? Millionths.of(1)
                : Utterance.share(confidence.getAsDouble(), choices);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ballot that
                && agent.equals(that.agent)
                && choice.equals(that.choice)
                && confidence.equals(that.confidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(agent, choice, confidence);
    }
}
