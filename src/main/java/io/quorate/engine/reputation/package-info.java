/// Who votes and how much it counts, and how that changes with what turns out.
///
/// A decision asks [Electorates] for the pool as it sits; the answer is read from a [PoolPage], a
/// value that the [ReputationBook] holds in memory. What was decided goes to the book after its
/// reply.
///
/// [Learning] is that book: a desk for each pool learns on a line of its own, keeps the roll, and
/// exchanges what it knows with the other sidecars through the [ReputationStore]. [Outcomes] takes
/// labels in and back, [Agents] answers questions about agents and carries out what operators
/// decide on them.
///
/// Rules:
/// - Nothing here is on a reply's path but reading a page: no query, no lock, and the electorate of
///   accept and reject is built once for each page.
/// - The policy says who is declared, the book who sits: the two are brought together by
///   `core.reputation`'s roll wherever either changed.
/// - A change of standing, or of what labels taught, takes effect in one transaction with the
///   notice of it that the log is to have.
/// - An agent that registers by itself claims none but a fault domain that the policy names: agents
///   that chose their own would pass for independent.
///
/// Decisions:
/// - What sidecars share are sums. To share the votes and have each learn from all was the
///   alternative; it costs every sidecar the work of all. What depends on an order, the watches on
///   change and the latest episodes, is shared in the order in which it reached the store.
/// - The detectors read the latest episodes, shared in one row a second. To read them from the log
///   was the alternative; a sidecar sees its own log, and what was erased or moved away is missing.
/// - A process that is killed forgets the agreement, pairs and change sums of the last second,
///   which no sidecar had written yet; labels, standings and their causes are each written before
///   they are told, and are never lost. To fold at the start what the log holds beyond the last
///   exchange was the alternative. A log is read in its own order, and change sums depend on the
///   order in which all sidecars learnt; the same votes read against what is known a second later
///   teach something else, so that the store and the log would tell two stories of one reputation.
///   What is lost is a second of the weakest evidence there is, a twentieth of an agreement for a
///   proven agent, and the refit reads the latest decisions again anyhow.
/// - Votes cast in quarantine teach by labels alone. To learn from their agreement was the
///   alternative; it is what a liar would feign to come back.
/// - A bloc raises a suspicion for the rules only where it errs more than the others. To suspect
///   every bloc was the alternative; honest agents of one mind lost their seats by it.
/// - Pages are values replaced as a whole. Shared mutable state under a lock was the alternative; a
///   decision would then wait for whoever learns.
@NullMarked
package io.quorate.engine.reputation;

import org.jspecify.annotations.NullMarked;
