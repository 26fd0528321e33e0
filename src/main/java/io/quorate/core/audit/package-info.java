/// The writer's arithmetic: what a record says and which bytes it is.
///
/// Rules:
/// - A record's leaf is canonical JSON (RFC 8785) without personal content: texts and references to
///   persons stand in it as salted commitments.
/// - Reading a record back gives the record that was written.
///
/// Decisions:
/// - The log's checker shares no code with this package, so that a mistake here is found there.
@NullMarked
package io.quorate.core.audit;

import org.jspecify.annotations.NullMarked;
