/// Who signs a log, the heads that were signed, and what is served of the log below them.
///
/// The life of a checkpoint: [io.quorate.host.store.checkpoint.CheckpointSigner] takes the tree as
/// it is committed, once a second; signs its size and root with the keys of the origin
/// ([io.quorate.host.store.checkpoint.LogKeys]); stores the note; and only then hands it on to a
/// folder outside the database and to a witness. Readers get what is stored
/// ([io.quorate.host.store.checkpoint.PostgresSignedLogs]), so nobody sees what is not.
///
/// Rules:
/// - A size is signed with one root: the table has one row for a size, and before a first signature
///   the stored log has to lead to the newest checkpoint that is there.
/// - Only the newest checkpoint is ever asked for: receipts, proofs and witnesses lead to it. Of
///   days that are past, the last one of each stays, and the last that a witness signed.
/// - A log that is not what was signed is never signed again; its readiness says so.
/// - A private key is readable by its owner alone, and is never in the database.
///
/// Decisions:
/// - The root that is signed is that of the tree in the writer's memory, not one that is computed
///   from the database: whoever edits a row there would otherwise get the edit signed.
/// - While a log is idle its checkpoint is published anew every minute, though size and signature
///   stay the same: the time shows in the date of the copy and in the witness's cosignature. A time
///   in the checkpoint itself was the alternative; C2SP has none, and every minute would give
///   another text for the same size.
@NullMarked
package io.quorate.host.store.checkpoint;

import org.jspecify.annotations.NullMarked;
