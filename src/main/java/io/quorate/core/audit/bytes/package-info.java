/// What the formats of the log have in common: reading texts that come from outside, base64, and
/// SHA-256.
///
/// Rule: a text from outside is never an exception; it is read into a
/// [io.quorate.core.audit.bytes.Parsed] that holds the value or the reason why there is none.
@NullMarked
package io.quorate.core.audit.bytes;

import org.jspecify.annotations.NullMarked;
