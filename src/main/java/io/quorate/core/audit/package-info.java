/// The writer's arithmetic of the log: what a record says, which bytes it is, how its leaf joins
/// the tree, and how the tree becomes something that can be signed and checked.
///
/// The life of a leaf: a domain record is written as canonical JSON
/// ([io.quorate.core.audit.json.Shape]) and hashed ([io.quorate.core.audit.tree.Leaf]) on the
/// thread that made it; the one appender of the log puts it at the right edge of the Merkle tree
/// ([io.quorate.core.audit.tree.TreeEdge]), which yields the tiles that became full; a checkpoint
/// of size and root is signed ([io.quorate.core.audit.note.Checkpoint]); and a receipt
/// ([io.quorate.core.audit.note.Receipt]) proves the leaf to whoever holds the public key.
///
/// Rules:
/// - A record's leaf is canonical JSON (RFC 8785) without personal content: texts and references to
///   persons stand in it as salted commitments.
/// - Reading a record back gives the record that was written.
/// - Formats are those of C2SP (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof,
///   tlog-cosignature, tlog-witness), the tree is that of RFC 6962, to the byte; none is our own.
/// - Nothing here reads a clock, a random source or a file: salts, key pairs and times come in.
///
/// Decisions:
/// - The log's checker shares no code with this package, so that a mistake here is found there.
/// - Records carry no signatures, checkpoints do. A signature per record would cost the hot path
///   tens of microseconds and prove neither order nor completeness; a signed tree head proves both,
///   for all records before it at once.
@NullMarked
package io.quorate.core.audit;

import org.jspecify.annotations.NullMarked;
