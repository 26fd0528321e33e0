/// What the log keeps of alerts: when a limit of the policy was crossed, and when no longer.
///
/// Rules:
/// - The record names the key of the limit, so that it can be found in the policy; what is counted
///   stands there as it was counted, and not as a share that was rounded.
@NullMarked
package io.quorate.core.audit.alert;

import org.jspecify.annotations.NullMarked;
