/// The signed texts of the log: keys, notes, checkpoints, cosignatures and receipts (C2SP
/// signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-witness).
///
/// A note is a text and lines of signatures below it; only the *last* empty line separates the two.
/// A checkpoint is a note whose text names origin, size and root. A receipt is a leaf's inclusion
/// proof with the checkpoint it leads to.
///
/// Rules:
/// - The key of a log bears the name of its origin.
/// - A text is read in its one canonical spelling and written back to the same bytes.
/// - A private key never appears in `toString`, in an exception or in a comparison.
///
/// Decisions:
/// - A private key comes as the pair of lines that a key file holds (its own and the public one),
///   or as the JDK's key pair. Deriving the public half from the private one would take curve
///   arithmetic of our own, as the JDK offers none; that the halves belong together is tested by
///   signing once.
/// - Ed25519 only. The specification knows more types and asks implementations for as few as they
///   need.
@NullMarked
package io.quorate.core.audit.note;

import org.jspecify.annotations.NullMarked;
