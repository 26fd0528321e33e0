/// What the log keeps of a policy that took effect: which, instead of which, and what is different.
///
/// Rules:
/// - The record tells the difference in sentences. The whole text of every policy is kept beside
///   the log, under the digest that stands here and on every decision.
/// - A leaf never outgrows its bound: sentences that do not fit are counted instead.
///
/// Decisions:
/// - The sentences are made when the policy takes effect. Making them when somebody asks was the
///   alternative; a later version may read an old text otherwise.
@NullMarked
package io.quorate.core.audit.policy;

import org.jspecify.annotations.NullMarked;
