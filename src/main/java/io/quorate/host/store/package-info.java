/// The log in PostgreSQL: what is appended to it, by whom, and how it is found again.
///
/// Rules:
/// - A row of the log is never changed, and removed only with its whole month; checkpoints of past
///   days are thinned out. The application's role cannot; the owner's is kept from it by triggers.
/// - An origin has one writer. Its lease is a lock on the writer's connection; what keeps the log
///   from forking is the epoch of the lease and the size of the log, which every transaction has to
///   know.
/// - Nothing that one entry holds can make the database refuse another one.
/// - A notice waits and is appended like a decision; it has no number that could be lost.
/// - Whatever is not in the log after all is known by its sequence number, and recorded as lost.
///
/// Decisions:
/// - Rows go in by binary COPY, one for each table and batch, encoded on the callers' threads.
///   Against it stood INSERT with arrays, and INSERT with many rows: with the same bytes in the
///   same batches they took the server about a quarter and a half more time, as only COPY writes
///   many rows to a page at once.
/// - Two requests with one id are told apart by a key in the database, inside the batch. A cache in
///   memory was the alternative; it knows nothing of other sidecars, nor of what was before a
///   restart.
/// - One content row for each record. A row for each text was the alternative; a text is erased
///   together with the others of its decision, since each of them may tell of the same person, and
///   five rows cost five times the work.
/// - `vote` and the other tables that questions are answered from hold nothing that is not in the
///   leaves. Asking the leaves alone, as JSON, was the alternative; no index gives their pages in
///   order.
@NullMarked
package io.quorate.host.store;

import org.jspecify.annotations.NullMarked;
