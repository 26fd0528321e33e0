/// The independent checker of a log: trusts a public key, and if there is one an older checkpoint,
/// and nothing else.
///
/// How a log is checked:
///
/// 1. The checkpoint must be signed by a trusted key ([io.quorate.auditor.Trust]).
/// 2. One pass over the records rebuilds the tree; if it has the signed root, every record is the
///    one that was signed, in its place, and none is missing ([io.quorate.auditor.LogAudit]). On
///    the way the root is compared with every other head that was signed, and the stored tiles with
///    the tree.
/// 3. If it has not, a second pass finds the place: stored tiles that can be traced to the signed
///    root still say which leaf hash belongs where.
/// 4. What the records say is looked at by checks that can be plugged in
///    ([io.quorate.auditor.RecordCheck]); [io.quorate.auditor.SequenceCheck] shows that nothing was
///    left out before it was logged.
/// 5. Records that were pruned from the beginning are explained by a certificate among those that
///    are left ([io.quorate.auditor.Removed]); without one they are missing.
///
/// A bundle, as it is exported and checked ([io.quorate.auditor.BundleAudit]), is a folder or zip
/// archive:
///
/// ```text
/// manifest                     one line of canonical JSON, a note signed with a log's key
/// logs/1/checkpoint            the newest signed head, the trusted end of everything below
/// logs/1/tile/…                tiles and entries, named as they are served (C2SP tlog-tiles)
/// logs/1/history/….checkpoint  older signed heads: with them a defect is found more closely
/// logs/1/receipts/….tlog-proof receipts, each with its record as the extra data
/// keys/….vkey                  public keys, for information: a bundle cannot vouch for itself
/// policies/…                   and whatever else the manifest lists
/// ```
///
/// A folder with a `checkpoint` in it, and no manifest, is a log by itself; so is a web address.
///
/// Rules:
/// - Nothing of ours is imported: no class of the writer, no library. What both sides must agree on
///   is in the specifications.
/// - Memory does not grow with the log, and every read has a bound.
/// - A defect has a kind and a place; what could not be checked is said, never passed over.
///
/// Decisions:
/// - The records are the first witness, not the tiles: whoever has them and the checkpoint needs
///   nothing else, and a damaged tile is no damaged record. A check that walks down from the root
///   through the tiles would fail on the first tile that is wrong, without knowing about the
///   record.
/// - The manifest lists no tiles and entries: which of them there must be follows from the signed
///   size.
@NullMarked
package io.quorate.auditor;

import org.jspecify.annotations.NullMarked;
