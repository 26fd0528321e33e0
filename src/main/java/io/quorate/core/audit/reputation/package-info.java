/// What a sidecar records about agents and what is known of them, beside the decisions: outcomes
/// that became known, changes of standing, registrations.
///
/// Every record names its cause. Who acted and why, as a person put it, lies apart as content and
/// stands here as a commitment.
@NullMarked
package io.quorate.core.audit.reputation;

import org.jspecify.annotations.NullMarked;
