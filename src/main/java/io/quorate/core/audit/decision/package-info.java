/// The leaf of a decision: which bytes a [io.quorate.core.audit.DecisionRecord] enters the log as,
/// and how it is read from them again.
///
/// Rules:
/// - No text of a caller or voter stands in the leaf, and no digest that would confirm a guess at
///   one: reasons, quotations and signatures lie apart as content, one for each vote that has any,
///   and only their salted commitments are in the leaf.
/// - A leaf never has more than 65 535 bytes. A decision with more than 128 votes, or one that
///   would be longer, is split: the leaf keeps who asked, what came out and under which policy, and
///   names the rest, its *detail*, by digest. Detail is canonical JSON too, is kept beside the leaf
///   for as long as the leaf, and holds no texts either.
/// - What is read back is what was written, but for texts that have been erased.
///
/// Decisions:
/// - One detail and one digest. Digests of parts (votes, seats, faults, …) were the alternative;
///   each part can outgrow a leaf by itself, so all of them would be needed, and every reader would
///   have to put the same puzzle together.
/// - Keys are the field names of the wire contract wherever both have the thing, so that who knows
///   one can read the other.
@NullMarked
package io.quorate.core.audit.decision;

import org.jspecify.annotations.NullMarked;
