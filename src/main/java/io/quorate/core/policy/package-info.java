/// The rules that steer a decision, as values that check themselves.
///
/// A [Policy] holds a [PoolPolicy] for each pool, which holds the rules by what they are about: who
/// votes ([AgentPolicy]), when a round ends ([RoundPolicy]) and what follows when no quorum came
/// about ([ResolutionPolicy]), what is learnt ([ReputationPolicy], [CanaryPolicy]), what is noticed
/// ([DetectionPolicy]) and what follows from that ([QuarantinePolicy]), what is kept and for how
/// long.
///
/// Rules:
/// - A policy that exists is valid: every record refuses in its constructor what the rules of
///   consensus do not allow, with an [InvalidPolicy] that names each key; a reader of files turns
///   those into problems with a line.
/// - A range is stated once, as a [Range] beside the record it belongs to; messages, reference page
///   and schema take it from there. A default is stated once, in the record's `DEFAULT` or in
///   [PoolPolicyBuilder].
/// - Thresholds are exact decimals, never doubles: they are compared with whole counts.
/// - What a policy means is its [Policy#outline]; the digest, the difference between two policies
///   and the effective policy are read off it, so they cannot disagree.
///
/// Decisions:
/// - Values, not configuration interfaces: the core runs in a simulator and in the planner, where
///   no configuration framework is. The mapping from YAML lives with the file's reader.
/// - The digest covers what the rules mean, defaults included, and not the bytes of a file. Over
///   the bytes a comment would look like a change of rules, and a new default of a later version
///   would not.
/// - Agents of which neither fault domain nor model nor host is known share the domain
///   `undeclared`. A domain of its own for each was the alternative; it claims an independence that
///   nobody stated.
@NullMarked
package io.quorate.core.policy;

import org.jspecify.annotations.NullMarked;
