/// What came of reading a policy: the rules with the origin of each value, or every problem with
/// its place.
///
/// Rules:
/// - A problem always says where, what is wrong and what would be right.
/// - An effective value shows what holds, also where nobody wrote it down. A secret is never shown,
///   only whether its variable is set.
///
/// Decisions:
/// - These values live in the core although only files have lines: they are shown by every edge,
///   and edges do not know the reader of files.
@NullMarked
package io.quorate.core.policy.reading;

import org.jspecify.annotations.NullMarked;
