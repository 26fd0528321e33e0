/// The rules that steer a decision, as values that check themselves.
///
/// Rules:
/// - A policy that exists is valid: every record refuses what CONSENSUS does not allow, in its
///   constructor, and a loader turns what a person wrote into [PolicyProblem]s before it gets there.
/// - Thresholds are exact decimals, never doubles: they are compared with whole counts.
///
/// Decisions:
/// - Values, not configuration interfaces: the core runs in a simulator and in the planner, where no
///   configuration framework is. The mapping from YAML lives with the file's reader.
@NullMarked
package io.quorate.core.policy;

import org.jspecify.annotations.NullMarked;
