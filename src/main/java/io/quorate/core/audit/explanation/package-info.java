/// Why a decision came out as it did, in words for people.
///
/// Rules:
/// - A pure function of the stored record: it says what the record holds and nothing that is not in
///   it, so that it can be made again at any time and comes out the same.
/// - Sentences name figures. Whoever doubts one finds it in the record under the same name.
/// - What is missing is said: a text that was erased, a rule that was not enforced.
///
/// Decisions:
/// - Sentences are made here and not kept in the log. Keeping them was the alternative; they would
///   cost every decision what few are asked for, and a better wording would not reach old ones.
@NullMarked
package io.quorate.core.audit.explanation;

import org.jspecify.annotations.NullMarked;
