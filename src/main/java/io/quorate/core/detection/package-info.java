/// What the votes of a history say about the voters.
///
/// A detector looks at one thing and answers with a [Finding]: too little to say anything, clear,
/// or suspected, with its statistic, the threshold of the policy and evidence in a sentence. Over a
/// window of past decisions all of it adds up to one [Suspicion] per agent.
///
/// Rules:
/// - One decision proves nothing: a finding is a suspicion, and what follows from it is the rules'
///   business, not a detector's.
/// - Whether a vote was wrong comes in with the vote ([Sighting]), as a probability: certain where
///   a label says so, else what the others say without this agent. Nothing here knows how to tell.
/// - Unlabelled votes never show which of two blocs lies. Findings that rest on agreement say so.
/// - Memory is bounded: a window of decisions, and pairs of so many agents.
///
/// Decisions:
/// - A window is read anew with what is known today. To keep sums as votes come in was the
///   alternative; an agent that earned trust first and lies now makes the sums say that the others
///   err, and later labels cannot correct them.
/// - Detectors add up, in nats, as evidence for one of several named ways to misbehave, against
///   honesty. The largest robust score was the alternative; honest pools are too uneven for one
///   scale, and it named liars worse than its best part alone.
@NullMarked
package io.quorate.core.detection;

import org.jspecify.annotations.NullMarked;
