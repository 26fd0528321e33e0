/// What is recorded of asking agents beside the calls: votes that came after a decision's outcome,
/// and questions whose right answer was known beforehand.
///
/// Rules:
/// - Such a record never changes a decision; it names one, or the name under which agents were
///   asked, so that what was learnt from it can be traced.
/// - A round that is too much for a leaf lies apart as content, and the leaf has its commitment.
///
/// Decisions:
/// - The texts of these votes are not kept: they explain no decision, and whoever erases what
///   concerns a person would have to find them here too.
/// - The whole round is written again and not only what came after the outcome. The rest was the
///   alternative; a reader would then have to put two records together to see what was learnt from.
@NullMarked
package io.quorate.core.audit.aside;

import org.jspecify.annotations.NullMarked;
