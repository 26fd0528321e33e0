/// What the log answers: which decisions there were, what changed, and when.
///
/// Rules:
/// - Every question has an end in time, every page a bound, and every bound is told when it is
///   overstepped.
/// - Pages are found by key: the next one begins after the last row of this one, so that it costs
///   the same wherever it is, and nothing that is in the log before the first page is asked for is
///   ever left out or shown twice.
/// - A cursor goes on with the question that it was given for and with no other.
/// - An export is nothing but pages, one after the other; it holds one page in memory, and no
///   transaction open between them.
///
/// Decisions:
/// - A port of its own, beside [io.quorate.engine.Ledger]: the log is written by one path that must
///   never wait, and read by another that may be slow and is cut short.
/// - The question is part of the cursor as a digest. A signature was the alternative; a cursor
///   gives no access that its holder does not have anyway, it only has to fit.
@NullMarked
package io.quorate.engine.trail;

import org.jspecify.annotations.NullMarked;
