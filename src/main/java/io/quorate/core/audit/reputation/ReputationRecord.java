package io.quorate.core.audit.reputation;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Standing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing that happened to the agents of a pool, or to what is known of them.
public sealed interface ReputationRecord {
    /// Where the circumstances of a record lie.
    ///
    /// @param origin the log that it stands in
    /// @param at when it happened, by the sidecar's clock, in whole microseconds
    record Head(Origin origin, Instant at, PoolId pool) {
        public Head {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    Head head();

    /// The right choice of a decision became known.
    ///
    /// @param source who says so: `CANARY`, `OUTCOME` or `REVIEW`
    /// @param reporter the service or the canary that says so; empty for a nameless service
    record Labelled(
            Head head,
            DecisionId decision,
            Choice right,
            String source,
            String reporter,
            List<Effect> effects)
            implements ReputationRecord {
        public Labelled {
            effects = List.copyOf(effects);
        }
    }

    /// What was learnt from a label was taken back.
    ///
    /// @param commitments of who did so, and why
    record Revoked(
            Head head,
            DecisionId decision,
            Choice right,
            SortedMap<String, Digest> commitments,
            List<Effect> effects)
            implements ReputationRecord {
        public Revoked {
            commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
            effects = List.copyOf(effects);
        }
    }

    /// What agreement among agents taught was read again over the latest decisions.
    ///
    /// @param decisions how many
    record Refitted(Head head, int decisions, List<Effect> effects) implements ReputationRecord {
        public Refitted {
            effects = List.copyOf(effects);
        }
    }

    /// An agent's standing changed.
    ///
    /// @param until when a quarantine ends
    /// @param cause what kind of thing moved it, and `evidence` what exactly
    /// @param commitments of who did so, and why, if an operator did
    record Moved(
            Head head,
            AgentId agent,
            Standing from,
            Standing to,
            int strikes,
            Optional<Instant> until,
            String cause,
            String evidence,
            SortedMap<String, Digest> commitments)
            implements ReputationRecord {
        public Moved {
            commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
        }
    }

    /// An agent joined a pool by itself.
    record Registered(Head head, AgentId agent, FaultDomain domain, Optional<String> specialization)
            implements ReputationRecord {}

    /// A rule of the policy asks to tell the operators.
    record Alerted(Head head, AgentId agent, FaultKind kind, String evidence)
            implements ReputationRecord {}

    /// How far an agent was believed to be right before and after, in millionths.
    ///
    /// @param drift what showed that it is no longer what it was, so that most of what was known of
    ///   it was forgotten
    record Effect(AgentId agent, long before, long after, Optional<String> drift) {}
}
