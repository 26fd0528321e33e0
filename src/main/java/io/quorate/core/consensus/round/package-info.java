/// One round of one pool as a pure state machine: (state, event) → (state, effects).
///
/// Rules:
/// - Everything is fixed at the opening and digested (the epoch); events add votes, faults and the
///   passing of time, and nothing takes anything away.
/// - The outcome is given as soon as every completion of the awaited votes has it, and never
///   changes afterwards. What comes later is an incident, or is collected for reputation's sake.
/// - Reputation learns from the votes of the first round only.
///
/// Readings, where the rules leave room:
/// - A vote that is not admitted leaves its seat a silence at once, so that nobody waits for it. It
///   does not undo a vote admitted before, and a proper vote that comes while the round is open is
///   admitted.
/// - Two votes say the same when choice, confidence and score are equal, which is what a signature
///   covers; reasons and evidence may differ, and the first ones stay.
/// - A seat counts as emptied by a fault when its agent is quarantined or excluded, or when at the
///   moment in question it holds no vote and one was not admitted other than for lateness. What
///   failed before authenticity was settled is not the agent's vote and empties no seat.
/// - A fault that is proven, here or elsewhere, before the outcome is certain empties its agent's
///   seat: the vote does not count. Proven faults are counted by seat.
/// - Independent detectors are different kinds of statistical findings; all that admission finds is
///   one more. Lateness is none.
/// - Votes are too few for any quorum when the seats that neither abstained nor fell silent are
///   fewer than q. The further round then seats standbys in the silent seats and after them in
///   those that abstained.
/// - A further round begins as soon as no completion can decide and its cause is there, with the
///   time left at that moment; awaited votes are asked anew in it. A further round is no outcome,
///   so that early certainty does not wait for it.
/// - An agent that is overdue is still awaited. Only where all who are overdue leave fewer than q
///   does the further round begin without them, while there is time; they are silences then.
/// - In a further round everybody is asked again. An agent with a proven fault and no standby for
///   its seat keeps the seat as QUARANTINED.
///
/// Decisions:
/// - Votes that were brought are one event: nothing of the outcome depends on their order.
/// - The state is immutable and copied per event. Changing it in place was the alternative; replay
///   and comparison with a full collection would need a copy all the same.
@NullMarked
package io.quorate.core.consensus.round;

import org.jspecify.annotations.NullMarked;
