/// Decisions in two rounds: everybody answers alone, then everybody votes on all the answers.
///
/// Rules:
/// - Answers are independent. Nobody sees another's before all are in, and reputation learns from
///   the first round only, since the second is herding by construction.
/// - Equal answers are one, however many agents gave them.
/// - The first round decides only when it is unanimous across at least four fault domains.
///
/// Readings, where the rules leave room:
/// - *Unanimous* means that a choice passes the gate and nobody who answered said anything else.
///   Abstentions and silences do not break unanimity, but they stay in every denominator.
/// - Answers are equal when their canonical forms are; case and punctuation inside them count.
/// - An answer is decided on by its cluster, which is worded as its first author by seat worded it.
/// - A first round without any admitted answer ends the matter with the outcome of that round.
///
/// Decisions:
/// - Proposals are judged by the ordinary round, as votes for their clusters. A second kind of
///   admission was the alternative; it would have drifted from the first.
/// - Clusters are shown in the order of a digest. By number of authors was the alternative; it
///   tells the second round whom to follow.
/// - Signatures are not accepted on proposals: what an agent could sign is an answer, and what is
///   counted is a cluster. Votes of the second round are signed as any others.
@NullMarked
package io.quorate.core.consensus.deliberation;

import org.jspecify.annotations.NullMarked;
