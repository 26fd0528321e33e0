/// Handing out part of the log, so that somebody else can keep and check it.
///
/// A bundle is written file by file, as `quorate verify` expects it: for each log the records of a
/// span of time with the hashes that lead from them to a signed checkpoint, or the receipts of the
/// decisions that fit a query; beside them details, policies and public keys; and a signed
/// manifest.
///
/// Rules:
/// - Every bundle is a record of this sidecar's log before its first byte leaves.
/// - Memory does not grow with the bundle: no more than a tile of records, or a page of receipts,
///   is held at a time, and no transaction is open in between.
/// - What cannot be read in the middle ends the bundle without its manifest; one that has it is
///   complete.
///
/// Decisions:
/// - Records leave by whole tiles of 256, so that a bundle may begin and end up to 255 records
///   beyond the span of time. An inclusion proof for each record was the alternative; it takes a
///   kilobyte per record and shows neither their order nor that none is missing.
/// - A query that names more than time gives receipts only: the records in between are nobody's
///   business.
/// - Content stays behind. Who has a commitment in a bundle can be given text and salt one by one.
@NullMarked
package io.quorate.engine.bundle;

import org.jspecify.annotations.NullMarked;
