/// The shared nouns: what is asked, who may vote, what was voted, what came of it.
///
/// Rules:
/// - Values only. Nothing here decides anything, and nothing here knows a clock, a database or a
///   wire format.
/// - A value that exists is well-formed, with one exception: a [Vote] is kept as it was cast,
///   however wrong, because what is wrong with it is a [Fault] that has to be shown.
/// - Everything is ordered, so that the same inputs give the same bytes: ids compare by text, lists
///   keep the order that the rules give them.
///
/// Decisions:
/// - Ids are types, one per thing named. Strings were the alternative; two of them in one argument
///   list are exchanged without anybody noticing.
/// - Ids write out `equals` and `hashCode`. The methods that a record comes with are interpreted in
///   a native image; with them, comparing ids took two thirds of the time of a decision.
/// - Weights are `long` millionths. Doubles were the alternative; their sums depend on the order of
///   the terms, and a quorum may not.
@NullMarked
package io.quorate.core.protocol;

import org.jspecify.annotations.NullMarked;
