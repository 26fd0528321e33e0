/// What the pools of a submission amount to together.
///
/// Rules:
/// - Each pool answers its own question, and pools are never thrown into one count.
/// - Over the required pools: any REJECTED, else any NO_CONSENSUS, else any PROVISIONAL, else
///   ACCEPTED. Advisory pools are reported and never block.
/// - A pool is asked only when the submission carries what it needs.
/// - What a pool could not decide, its experts may; what they cannot decide either stays undecided.
///
/// Readings, where the rules leave room:
/// - A PROVISIONAL ruling is against the answer, or for NONE of the candidates, when any
///   provisional pool is. Otherwise all pools with a choice, provisional or not, must have the same
///   one, else they disagree.
/// - Where several pools gave the verdict, the first by name stands for it.
/// - A pool that does not apply and escalates has answered, with NO_CONSENSUS. Only pools that were
///   skipped have not, and a submission without a required pool has nothing that applies.
///
/// Decisions:
/// - The ruling is the outcome of one of its pools wherever one gave it, reason and all, so that
///   the verdict can be traced to the round that made it.
@NullMarked
package io.quorate.core.consensus.ruling;

import org.jspecify.annotations.NullMarked;
