/// What a decision waits in when it does not wait for the database: the spool in front of the log.
///
/// Rules:
/// - What the spool has acknowledged is appended to the log, in the order in which it was
///   acknowledged, whatever crashes in between. Only an operator can declare a spool lost.
/// - A request that waits in the spool is found there by whoever repeats it; one that has left it
///   is found in the log.
/// - Nothing is said to wait that is not synced. A spool that cannot be written refuses.
/// - Numbers that the database does not know of are reserved in the spool before anybody takes
///   them.
///
/// Decisions:
/// - The spool keeps no mark of how far it was drained. What of it stands in the log is told by the
///   log, by sequence number, when the next sidecar takes both up. A mark was the alternative; it
///   would have to be synced with every drained batch and could still be behind.
/// - A spooled decision is appended even where the log holds another one of the same request, made
///   by another sidecar or in an attempt whose outcome nobody knew: it was acknowledged. The log
///   says so in a record. Turning it into a duplicate was the alternative; its caller would hold a
///   decision that nobody can find.
/// - Whether a request was decided before is asked of the database only while it can be reached, in
///   batches, and not for long: a spool is there to answer when the database does not.
@NullMarked
package io.quorate.engine.spool;

import org.jspecify.annotations.NullMarked;
