/// Checks of an answer's citations: that they are well formed, lead to a given source, quote what
/// stands there, and stand beside what the source is about.
///
/// A citation is a marker in square brackets that names a source by its id, its title or its number
/// in the submission, counted from 1. An answer without markers has no citations, which is no fault
/// of its own: the checks abstain.
@NullMarked
package io.quorate.edge.validators.builtin.citations;

import org.jspecify.annotations.NullMarked;
