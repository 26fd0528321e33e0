/// The ensemble strategies: one agent, two that must agree, the majority of three.
///
/// Rules:
/// - Seats weigh the same, uncapped, and nothing breaks a tie.
/// - The error model says what is known and no more: where rates and correlations do not determine
///   a probability, it comes with its bounds.
///
/// Readings, where the rules leave room:
/// - One correlation holds for every two agents. Where the rates do not allow as much, the most
///   that they allow is reckoned with, and told.
/// - With more than two choices the model stays on the safe side: agents that err are taken to err
///   alike, and what that overstates is in the bounds.
///
/// Decisions:
/// - Exact formulas. Sampling was the alternative; it gave the 85.0 % that is often quoted for
///   three agents of which 83.3 % are right.
@NullMarked
package io.quorate.core.consensus.ensemble;

import org.jspecify.annotations.NullMarked;
