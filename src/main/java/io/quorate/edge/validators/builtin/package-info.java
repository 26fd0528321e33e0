/// The checks of answers and of processed queries that the sidecar has itself: pure functions of a
/// submission, without a model, a network or a clock.
///
/// Rules:
/// - The same submission gives the same judgement, byte for byte.
/// - A check that has nothing to judge abstains and says why; it never accepts for want of
///   objections it could not have found.
/// - Whatever the texts are, a check neither throws nor does work beyond their length.
///
/// Decisions:
/// - Every check sees the whole submission and judges alone. One score made of all of them would
///   judge better by itself; a pool of checks is there so that none decides alone.
@NullMarked
package io.quorate.edge.validators.builtin;

import org.jspecify.annotations.NullMarked;
