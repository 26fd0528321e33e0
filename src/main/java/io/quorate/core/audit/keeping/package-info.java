/// What is recorded of the keeping of the log itself: content that was erased, holds, records that
/// were pruned, what was handed out.
///
/// A reason is a text of a person, so that it lies apart from the log like any other one, under the
/// slot `reason`; who ordered it stands in the record, since that is what it is kept for.
@NullMarked
package io.quorate.core.audit.keeping;

import org.jspecify.annotations.NullMarked;
