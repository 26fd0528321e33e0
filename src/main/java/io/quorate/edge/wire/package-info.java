/// The wire contract's messages and the domain's values, each turned into the other.
///
/// Rules:
/// - Beside the gRPC services and the validators this is the only package that sees the classes
///   that are generated from the protos, in `io.quorate.edge.wire.v1`.
/// - Reading checks nothing: it copies into a [io.quorate.engine.draft.Draft], which the engine's
///   one reader checks for every edge.
/// - What the domain does not have stays absent on the wire; nothing is filled with a default.
///
/// Decisions:
/// - Every enum is mapped by a `switch` without `default`. Mapping by name was the alternative; a
///   case that one side lacks would then be found by a caller and not by the compiler.
/// - Names that came from a caller and cannot be names are written as the domain holds them, in
///   quotes. Keeping the original beside them was the alternative; nobody can act on it.
/// - An abstention's own reason and the vote's reasoning become one text, since they answer the
///   same question; it is written back as the vote's reasoning.
@NullMarked
package io.quorate.edge.wire;

import org.jspecify.annotations.NullMarked;
