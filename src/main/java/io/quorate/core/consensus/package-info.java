/// How a pool decides: what a quorum is, who counts for how much, and what can come out.
///
/// A round goes through the packages below in this order: members take their seats ([Seating]), the
/// votes pass the door (`admission`), they are counted and resolved (`resolution`), all of it
/// driven by a pure state machine (`round`). Over the pools of a submission there is one ruling
/// (`ruling`). `deliberation` and `ensemble` are other ways to come to a decision.
///
/// Rules:
/// - Nothing here knows a clock, a random source, a thread or a network. What happens comes in as a
///   value and what is to be done goes out as one.
/// - By head and by weight, every comparison is one of whole numbers.
/// - No consensus is a result. Nothing here throws because of what an agent did.
///
/// Readings, where the rules leave room:
/// - A weight lies between 0 and a million wholes, and an electorate has at most 100 000 seats, so
///   that three times W is exact.
/// - The ensemble strategies keep their own thresholds and resolution whatever the pool's keys say
///   ([Rules#ensemble]): their error model is exact only so.
/// - A domain in which nobody carries weight counts among the most populous, not among those of
///   positive weight.
///
/// Decisions:
/// - Values in, values out. An object that asks agents and waits for them was the alternative; it
///   cannot be replayed, and its rules can only be tested together with its threads.
@NullMarked
package io.quorate.core.consensus;

import org.jspecify.annotations.NullMarked;
