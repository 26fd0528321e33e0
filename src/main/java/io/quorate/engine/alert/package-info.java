/// What operators are told by themselves: that a limit of the policy is crossed, and when it is
/// kept again.
///
/// [Alerts] looks at every pool once a second. [DecisionCounts] counts what shares are taken of, as
/// decisions are recorded; what else there is, seats, agents' labels and what waits to be recorded,
/// is asked for. [Alert#next] says when an alert is raised and when it ends.
///
/// Rules:
/// - Nothing here decides anything: an alert is a metric, a line in the log of the process, a
///   record and an entry in a list.
/// - A sidecar tells of what it sees itself. Several on one database tell of the same agents, each
///   for itself, and of their own decisions.
///
/// Readings:
/// - `consensus_success_rate`: of the pool's decisions for which a round was held, those that came
///   to a consensus. Where a pool does not apply, or was never opened, no round is held.
/// - `byzantine_detection_accuracy`: nobody knows which agents are Byzantine. What labels can show
///   is that an agent is surely worse, or surely better, than a guess; of the agents of which they
///   show either, those that detection judges likewise: the worse have lost their seats, and none
///   of the better is quarantined. Counting findings that turned out right was the alternative; it
///   is silent about the liars that were not found.
///
/// Decisions:
/// - A share of few decisions says little. An alert is raised when so many would hardly ever have
///   come by chance had the share been within its limit, and not as soon as it is above: one
///   decision of four without consensus is 25 %. It ends when the share has been within the limit
///   for a while. Between the two lies what keeps it from flapping.
@NullMarked
package io.quorate.engine.alert;

import org.jspecify.annotations.NullMarked;
