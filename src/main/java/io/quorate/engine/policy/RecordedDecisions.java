package io.quorate.engine.policy;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.planning.replay.Episode;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.PoolId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The decisions of the past, one after the other.
public interface RecordedDecisions {
    /// Shows the decisions of a span to a visitor, in the order of the log. MUST NOT block the
    /// caller, MUST call the visitor on one thread at a time, and MUST NOT hold more of them than a
    /// few at once.
    Visit visit(Span span, Visitor visitor);

    /// A visit that has begun.
    interface Visit {
        /// Completes when the visitor has seen all of them or enough.
        CompletionStage<End> end();

        /// The visitor has seen enough. MUST end the work at once, whatever it is at, also before
        /// the visitor is shown anything, and MUST NOT block the caller.
        void stop();
    }

    /// Which decisions.
    ///
    /// @param from decided then or later
    /// @param until decided before
    /// @param pool that took part
    /// @param service that asked
    record Span(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<PoolId> pool,
            Optional<String> service) {}

    /// Sees decisions.
    interface Visitor {
        /// How many there are, before the first.
        void count(long decisions);

        /// What is on record about agents of the span's pool, in the order of its times; all of it
        /// before the first decision.
        Next see(Episode episode);

        /// @param known the choice that is known to be right
        Next see(DecisionLeaf decision, Optional<Choice> known);
    }

    /// Whether the visitor wants to see more.
    enum Next {
        MORE,
        ENOUGH
    }

    /// What came of it.
    sealed interface End {
        /// All were seen, or enough.
        record Seen() implements End {}

        record Unavailable(String cause) implements End {}

        /// As many visits are under way as may be.
        record Full() implements End {}
    }
}
