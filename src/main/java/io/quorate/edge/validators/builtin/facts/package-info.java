/// Checks of an answer's facts against its sources.
///
/// Each looks at something else: what is said ([Support]), in which order ([Phrases]), whether it
/// answers the question ([Focus]), its names ([NamedThings]), its numbers ([Numbers]), and whether
/// a source says the opposite ([Contradictions]).
///
/// Decisions:
/// - What an answer repeats from its question proves little and disproves little: the words that
///   the answer adds, its *news*, decide. Counting all words alike was the alternative; it accepts
///   every wrong answer that repeats the question in full.
/// - A wrong statement that is made of a source's own words is found by where its words stand in
///   the sources: beside which other words, in which order, and in which role.
@NullMarked
package io.quorate.edge.validators.builtin.facts;

import org.jspecify.annotations.NullMarked;
