/// Canonical JSON, the form in which a record enters the log: RFC 8785, to the byte.
///
/// A record is hashed as bytes, so every writer has to arrive at the same bytes. RFC 8785 gets
/// there by sorting keys by UTF-16 code units, by writing numbers as ECMAScript does, by escaping
/// as little as JSON permits, and by leaving out all white space.
///
/// Two ways lead to it:
///
/// - [io.quorate.core.audit.json.Shape] describes how a domain record looks, once and for all. It
///   is what log records use: keys are sorted and encoded when the shape is made, so that writing
///   is one pass without a tree in between.
/// - [io.quorate.core.audit.json.Json] is a value to be put together freely, for what has no fixed
///   shape.
///
/// Rules: whatever has no canonical form (a lone surrogate, NaN, an integer that a double cannot
/// hold) is refused with [io.quorate.core.audit.json.NotCanonical] and the path that leads to it;
/// it is never repaired. A field that may be absent is left out, never written as `null`.
///
/// Decision: a writer of our own. The JSON libraries within reach sort by other orders, print
/// doubles as Java does, or need a tree per record; and the core uses the JDK only.
@NullMarked
package io.quorate.core.audit.json;

import org.jspecify.annotations.NullMarked;
