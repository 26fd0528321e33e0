/// What happens to one submission, from the call to the recorded answer.
///
/// Rules:
/// - No framework. What the engine needs of the world it declares as a port: [Ledger],
///   [SignedLogs], [PolicySource], [Ticker], [Ids], [Signals].
/// - A port that takes time completes later and never blocks; a simulator can therefore run
///   everything on one thread.
/// - A verdict leaves only after its decision is as durable as the pool's policy asks.
/// - What follows a decision or goes on beside a call holds no reply up: votes that are collected
///   after the outcome, learning, canaries.
/// - Every queue has a bound; beyond it a call is refused and told when to come back.
///
/// Decisions:
/// - Refusals are values of one sealed type, mapped in one file per edge. Exceptions were the
///   alternative; nothing then tells a caller's mistake from a bug of ours.
@NullMarked
package io.quorate.engine;

import org.jspecify.annotations.NullMarked;
