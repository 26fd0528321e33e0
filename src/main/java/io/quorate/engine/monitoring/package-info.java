/// What many records say together: indicators of how well decisions are made, and what was decided
/// beside what turned out to be right; the deployer's report of a span of time; and the handbook of
/// the log as it runs.
///
/// Rules:
/// - Figures are counted from the log's own tables when they are asked for, in a bounded time; a
///   span of time that is too long is refused, not guessed at.
/// - Nothing here tells of those whom decisions concern: counts, names of pools, services and
///   sources, ids of decisions. Of operators there is the name under which they gave an order.
/// - The handbook states what the sidecar does; that this fulfils anything is for others to say.
///
/// Decisions:
/// - Counting when asked was compared with keeping sums beside each append: these would cost every
///   decision, and could not be checked against the records.
@NullMarked
package io.quorate.engine.monitoring;

import org.jspecify.annotations.NullMarked;
