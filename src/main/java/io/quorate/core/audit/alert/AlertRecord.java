package io.quorate.core.audit.alert;

import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A limit of the policy was crossed, or is kept again.
///
/// @param origin the log that it stands in
/// @param at when it was noticed, by the sidecar's clock, in whole microseconds
/// @param key the limit's key in the policy
/// @param pool that it is about; empty for the whole sidecar
/// @param beyond how many were beyond what is wanted
/// @param all of how many
/// @param limit the policy's value
public record AlertRecord(
        Origin origin,
        Instant at,
        Change change,
        String key,
        Optional<PoolId> pool,
        long beyond,
        long all,
        BigDecimal limit) {
    public AlertRecord {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// What happened to the alert.
    public enum Change {
        RAISED("alert_raised"),
        ENDED("alert_ended");

        private final String kind;

        Change(String kind) {
            this.kind = kind;
        }

        /// What stands in the leaf as `kind`.
        public String kind() {
            return kind;
        }
    }
}
