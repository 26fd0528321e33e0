/// The keeping of the log: erasing content by order, holds, and removing what need not be kept any
/// longer.
///
/// Rules:
/// - Every order has a reason and somebody who gives it, and is a record of the log itself.
/// - Nothing is done without its record: the change is committed only after the record is.
/// - What is done twice does no harm, and the second time says that there was nothing left to do.
/// - What is held is neither erased nor pruned; the store sees to it, whoever asks.
///
/// Decisions:
/// - Record first, change second. The other way round was the alternative; a crash in between would
///   then leave a change that nobody can account for, instead of a record of something that is done
///   when it is asked for again.
/// - A log is pruned from its beginning, by whole months, after the longest time that any pool ever
///   in the policy promised last. Removing each pool's decisions at their own time was the
///   alternative; a log with holes in it cannot be told from one that was tampered with, and its
///   certificates would have to name every record.
/// - A sidecar prunes the log that it writes and no other: the certificate has to stand in the log
///   itself, so that whoever checks it needs nothing else. A log that nobody writes any more keeps
///   its records until a sidecar takes it up.
/// - Hashes are never pruned, so that a receipt of a removed record can still be checked.
@NullMarked
package io.quorate.engine.keeping;

import org.jspecify.annotations.NullMarked;
