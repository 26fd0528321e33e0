package io.quorate.core.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One agent's vote exactly as it was cast, right or wrong in form.
///
/// Nothing is checked here: whether the agent is known, the choice exists and the numbers are in
/// range is decided at admission, where each failure becomes a fault.
///
/// @param choice empty for an abstention
/// @param confidence how sure the agent is that its choice is right, meant to lie in [0,1]; empty
///   when the agent did not say
/// @param score how good the agent finds what it voted for, meant to lie in [0,1]
/// @param castAt when the agent cast it, by the agent's or the caller's clock
/// @param defect what could not be read of it, in words; such a vote is never admitted
public record Vote(
        AgentId agent,
        Optional<Choice> choice,
        OptionalDouble confidence,
        OptionalDouble score,
        String reasoning,
        List<Quotation> evidence,
        Optional<Instant> castAt,
        Optional<Signature> signature,
        Optional<String> defect) {

    public Vote {
        evidence = List.copyOf(evidence);
    }

    /// A plain vote: a choice and a confidence, nothing else.
    public static Vote of(AgentId agent, Choice choice, double confidence) {
        return new Vote(
                agent,
                Optional.of(choice),
                OptionalDouble.of(confidence),
                OptionalDouble.empty(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Vote abstention(AgentId agent, String reasoning) {
        return new Vote(
                agent,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                reasoning,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same vote for another choice, or for none.
    public Vote choosing(Optional<Choice> other) {
        return new Vote(
                agent, other, confidence, score, reasoning, evidence, castAt, signature, defect);
    }

    /// Whether the other vote says the same: equal in all that counts and that a signature covers.
    /// Reasons and evidence may be worded anew when a vote is sent again.
    public boolean saysTheSameAs(Vote other) {
        return agent.equals(other.agent)
                && choice.equals(other.choice)
                && confidence.equals(other.confidence)
                && score.equals(other.score);
    }
}
