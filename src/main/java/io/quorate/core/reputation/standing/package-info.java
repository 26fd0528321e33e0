/// Who may vote: how findings, time, labels and operators move an agent from one standing to
/// another.
///
///     ACTIVE ── rule ──▶ QUARANTINED ── time ──▶ PROBATION ── 20 labelled votes ──▶ ACTIVE
///        ╰──── rule: probation ────────────────────▲ │ rule ──▶ QUARANTINED
///     QUARANTINED, three strikes ──▶ EXCLUDED ── operator ──▶ PROBATION
///
/// Rules:
/// - No standing changes without a cause, and the cause is in the move.
/// - Only findings since the last move count: an agent is not punished twice for one thing.
/// - Who asks for something that makes no sense, such as to reinstate an active agent, is refused
///   with a reason.
///
/// Decisions:
/// - Suspicions reach a rule as [Incident]s with a time, and the rule counts them. A score that
///   decays was the alternative; nobody can say afterwards what it consisted of.
@NullMarked
package io.quorate.core.reputation.standing;

import org.jspecify.annotations.NullMarked;
