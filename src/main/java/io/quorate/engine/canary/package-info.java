/// Canaries: submissions whose right answer is known, mixed into the traffic so that it shows who
/// can be relied on.
///
/// A canary stands in the file that the policy names, or was added by an operator and lies in the
/// [CanaryRegister]. [CanaryMixing] puts one to a pool now and then beside the calls, and the
/// [CanaryShowings] know who was shown which; what the agents answer goes to the book of
/// reputations as labels. All sidecars share register and showings.
///
/// Rules:
/// - An agent cannot tell a canary from a call: it gets the same ballot paper with a fresh name and
///   nonce, as much time, and at a moment at which a call might as well have come.
/// - A caller never sees one, never waits for one and never pays for one.
/// - An agent is shown a canary once in `repeat_after`, whichever sidecar asks.
///
/// Decisions:
/// - A canary is put to all seats of a pool that vote and to those in quarantine, which are asked
///   in the shadow of calls too, and to nobody else. To ask standbys too was the alternative; an
///   agent that is asked while it has no seat knows that nothing depends on it.
/// - It follows a call by a time between calls that was seen of late. To ask both at once was the
///   alternative; of two papers in the same moment one would be known for a canary.
/// - In a pool of two rounds the given answer or candidates are voted on alone and then reviewed,
///   as a call's would be, and it is learnt from the first round: in the second the agents have
///   heard each other. To ask for an answer of their own was the alternative; whether two wordings
///   say the same would have to be judged before anybody could be right.
/// - Which one is drawn and that it was shown is settled by the showings in one transaction.
///   Knowing all that was shown in memory was the alternative; sidecars would then show it twice.
@NullMarked
package io.quorate.engine.canary;

import org.jspecify.annotations.NullMarked;
