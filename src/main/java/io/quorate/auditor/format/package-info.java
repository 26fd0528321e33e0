/// The checker's own readers: keys, signed notes, heads, receipts, bundles of entries, and JSON.
///
/// Rule: they are strict. What has two spellings is read in one only, so that whoever writes must
/// follow the specification to the byte; anything else is [io.quorate.auditor.format.Malformed].
@NullMarked
package io.quorate.auditor.format;

import org.jspecify.annotations.NullMarked;
