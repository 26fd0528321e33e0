package io.quorate.core.planning.replay;

/// Whose seats the rules of a policy take, against what labels say of these agents.
///
/// Labels tell of an agent where they leave little doubt that it is worse, or better, than a guess.
///
/// @param removals how often a seat was taken
/// @param agents how many agents lost one at least once
/// @param rightly those of them that labels show to be worse than a guess
/// @param wrongly those that labels show to be better
/// @param missed agents that labels show to be worse and that kept their seats
public record Dismissals(long removals, long agents, long rightly, long wrongly, long missed) {
    /// Agents that the rules judge otherwise than labels do.
    public long mistakes() {
        return wrongly + missed;
    }
}
