package io.quorate.engine.policy;

import io.quorate.core.audit.policy.PolicyRecord;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The texts of all policies that were ever in force, and the records of their taking effect.
///
/// An implementation MUST NOT block the caller and MUST complete each stage with a value for
/// whatever the world does.
public interface PolicyArchive {
    /// Keeps a text. It MUST be stored no later than any record that is handed to the ledger after
    /// it.
    void keep(Kept policy);

    /// The text of that digest.
    CompletionStage<Lookup> find(Digest digest);

    /// The policy that last took effect in an origin.
    CompletionStage<Latest> latest(Origin origin);

    /// What took effect, newest first, of all origins.
    ///
    /// @param limit how many at most
    /// @param after where the page before had ended, as it said itself
    CompletionStage<Changes> changes(int limit, Optional<String> after);

    /// A text as it was read when the policy first took effect.
    record Kept(Digest digest, Instant at, String text) {}

    /// What came of looking for a text.
    sealed interface Lookup {
        record Found(Kept policy) implements Lookup {}

        record Unknown() implements Lookup {}

        record Unavailable(String cause) implements Lookup {}
    }

    /// What came of looking for the policy before.
    sealed interface Latest {
        /// @param policy empty when its text is not stored
        record Found(Digest digest, Optional<Kept> policy) implements Latest {}

        /// None ever did.
        record None() implements Latest {}

        record Unavailable(String cause) implements Latest {}
    }

    /// What came of asking for changes.
    sealed interface Changes {
        /// @param next where the next page begins; empty on the last one
        record Page(List<PolicyRecord> changes, Optional<String> next) implements Changes {
            public Page {
                changes = List.copyOf(changes);
            }
        }

        /// No page ends there.
        record UnknownPlace() implements Changes {}

        record Unavailable(String cause) implements Changes {}
    }
}
