/// The spool as files: decisions that were answered and are not in PostgreSQL yet.
///
/// Rules:
/// - A frame is acknowledged once it is synced with its file; those that wait share a sync.
/// - Every frame has a checksum. What follows the last whole frame of a file is torn; whole frames
///   behind a broken one show damage. Neither is guessed at, and both are told.
/// - Folder and files are the owner's alone; a folder that is open to others is not used.
/// - A file that could not be synced is not written to again: what the system still holds of it
///   cannot be known.
///
/// Decisions:
/// - Files are only appended to, and removed as a whole once nothing in them is needed. One file in
///   which room is used again was the alternative; a crash could then show an old frame as a new
///   one.
/// - A format of our own, of a few lines. An embedded store was the alternative; it is a dependency
///   of a megabyte for a queue that is empty nearly always.
@NullMarked
package io.quorate.host.spool;

import org.jspecify.annotations.NullMarked;
