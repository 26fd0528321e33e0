/// What every built-in check works with: the reading of a submission, its sources with their index,
/// and what a check may find.
///
/// Rules:
/// - A check sees one answer, its question and its sources, and nothing else.
/// - The work of a check grows with the length of the texts, never with the product of two lengths.
@NullMarked
package io.quorate.edge.validators.builtin.check;

import org.jspecify.annotations.NullMarked;
