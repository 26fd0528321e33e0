/// What recorded decisions would have come to under another policy.
///
/// [Replay] decides one recorded decision again, [DryRun] adds up many, [Sweep] does the same for
/// several values of one setting and ends in a proposal.
///
/// Rules:
/// - What was recorded is the evidence: the votes as they were received, the agents' own weights,
///   standings and voices of that moment. No reputation of today enters, and none is changed.
/// - What cannot be known from the record is said to be undetermined and why, never guessed.
/// - Memory does not grow with the number of decisions.
///
/// Readings, where the rules leave room:
/// - An agent that the candidate adds was not asked. Its vote is unknown, and an outcome counts
///   only when no such vote could change it. So does a vote that had not been read because the
///   outcome was certain. An agent that the candidate removes has no seat.
/// - Under `equal` everybody weighs 1; under any other weighting the recorded weights hold, also
///   where another weighting had led to them.
/// - A round is taken to have ended at its deadline when its reason says so.
/// - A further round that was held is played again only when the rounds before it do not decide.
/// - A vote that a budget forbade, or that a break spared, stays silent; budgets are not replayed.
/// - What the quarantine rules would have done to agents is counted beside the verdicts and does
///   not enter them: a vote that a removed agent would not have given was given.
/// - A pool that was not asked because something was missing, and still needs something, is still
///   not asked; what a submission lacked is recorded only where the pool was left out.
///
/// Decisions:
/// - A removal is not fed back into the decisions after it. The alternative makes every decision
///   hang on all before it, so that one disputable rule would leave nothing that can be compared,
///   and no two of them could be judged at once.
/// - Receptions are counted again, votes are not admitted again. Sending the votes through
///   admission was the alternative; signatures and texts lie apart and may have been erased, so a
///   forged vote would pass the second time.
@NullMarked
package io.quorate.core.planning.replay;

import org.jspecify.annotations.NullMarked;
