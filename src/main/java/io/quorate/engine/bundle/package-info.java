/// Handing out part of the log, so that somebody else can keep and check it.
///
/// A bundle is written file by file, as `quorate verify` expects it: for each log the records of a
/// span of time with the hashes that lead from them to a signed checkpoint, or the receipts of the
/// decisions that fit a query; beside them details, policies and public keys; and a signed
/// manifest. An incident pack is a bundle with explanations and a cover page, for people.
///
/// Rules:
/// - Whatever is handed out, also without proofs, is a record of this sidecar's log before its
///   first byte leaves ([io.quorate.engine.bundle.Exports]).
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
///   business. The same holds for an incident pack about one decision.
/// - An order for time to come ends with the moment in which it was given, and writing waits for
///   the checkpoint that covers it. Leaving out what is not signed yet was the alternative; nobody
///   would then know what a bundle lacks.
/// - Content stays behind. Who has a commitment in a bundle can be given text and salt one by one.
///   An explanation in an incident pack therefore has no texts of agents, while the one that the
///   sidecar gives at home has.
@NullMarked
package io.quorate.engine.bundle;

import org.jspecify.annotations.NullMarked;
