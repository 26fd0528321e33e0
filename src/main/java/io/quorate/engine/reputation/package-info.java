/// Who votes and how much it counts, and how that changes with what turns out.
///
/// A decision asks [Electorates] for the pool as it sits; the answer is read from a [PoolPage], a
/// value that the [ReputationBook] holds in memory. What was decided goes to the book after its
/// reply.
///
/// Rules:
/// - Nothing here is on a reply's path but reading a page: no query, no lock, and the electorate of
///   accept and reject is built once for each page.
/// - The policy says who is declared, the book who sits: the two are brought together by
///   `core.reputation`'s roll wherever either changed.
///
/// Decisions:
/// - Pages are values replaced as a whole. Shared mutable state under a lock was the alternative; a
///   decision would then wait for whoever learns.
@NullMarked
package io.quorate.engine.reputation;

import org.jspecify.annotations.NullMarked;
