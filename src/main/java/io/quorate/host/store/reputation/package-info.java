/// What is known of pools and agents, in PostgreSQL: shared by all sidecars of a database, and kept
/// across restarts.
///
/// Rules:
/// - Sums are added to, never overwritten: `SET right = right + ?`. What depends on an order is
///   read and written again under the lock of its pool.
/// - Every transaction locks the pool's row first, so that none waits for another in a circle.
/// - A change, its sentence in the agent's history and its record for the log are one transaction.
///
/// Decisions:
/// - A label or a new roll is told with the exchange that follows it: NOTIFY is held to one a
///   second for each pool.
/// - Other sidecars are told by NOTIFY and read the pool anew, instead of being sent what changed:
///   a message that is lost with a connection then costs a delay and nothing else.
/// - Batches carry a number, so that one whose commit was in doubt can be sent again.
@NullMarked
package io.quorate.host.store.reputation;

import org.jspecify.annotations.NullMarked;
