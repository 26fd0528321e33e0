/// What votes make probable, from what each voter's votes are known to say.
///
/// The arithmetic is here so that a round, which tells what the votes make probable, and the
/// reputation, which learns from what the others say without one of them, read votes in one way.
///
/// Rules:
/// - Scores are whole millionths. The same votes in another order give the same bytes.
/// - Nothing here decides: no gate reads a posterior.
///
/// Decisions:
/// - A vote's stated confidence scales what it says. To read it as a probability was the
///   alternative; judges that state 0.9 are right in 60 to 90 of 100 cases, and an agent that
///   states 1 would outweigh its own record. Scaled, a statement can only take weight from its own
///   vote.
@NullMarked
package io.quorate.core.consensus.belief;

import org.jspecify.annotations.NullMarked;
