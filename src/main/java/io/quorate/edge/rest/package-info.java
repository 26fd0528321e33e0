/// The REST mirror of the gRPC services, for curl and for people.
///
/// Rules:
/// - Names, limits and meaning are those of the wire contract, in snake_case; a choice is written
///   as a text, bytes are written in hexadecimal and times as in RFC 3339.
/// - A field that the contract does not know is refused by name: a misspelt one would otherwise be
///   left out silently.
/// - A decision is the stored record's own bytes, unchanged, in an envelope.
/// - The log is served as C2SP tlog-tiles asks for it, in [LogResource], with nothing of ours
///   around.
/// - Every refusal is a problem of RFC 9457 with the reason that gRPC gives, made in [Problems].
///
/// Decisions:
/// - The body is read here, not by the framework's JSON support: what is wrong with it has to be
///   told by field, all of it at once. Exception mappers for the framework's reader were the
///   alternative; it stops at the first mistake.
/// - Requests have records of their own. Deriving them from the Protobuf messages was the
///   alternative; its JSON mapping asks for `FIXED_CHOICE_ACCEPT` and for Base64.
@NullMarked
package io.quorate.edge.rest;

import org.jspecify.annotations.NullMarked;
