/// What operators see: metrics, health and, on request, logs as JSON.
///
/// Rules:
/// - Observing never decides and never fails a call.
/// - Labels come from closed sets (pools of the policy, verdicts, reasons); nothing that a caller
///   sends becomes a label.
@NullMarked
package io.quorate.host.telemetry;

import org.jspecify.annotations.NullMarked;
