package io.quorate.engine;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Why a call gets no answer. Each edge maps all of them in one file; the reason is the same on
/// every edge.
public sealed interface Refusal {

    /// The message could not be read at all.
    record Unreadable(String cause) implements Refusal {}

    /// Fields are missing, too long, too many or not in the form that is asked for.
    record InvalidFields(List<Violation> violations) implements Refusal {
        public InvalidFields {
            violations = List.copyOf(violations);
        }
    }

    /// One field and what is wrong with it: `votes[3].evidence[0].quote`, "has 20 000 bytes; at
    /// most 16 384 are allowed".
    record Violation(String field, String description) {}

    record MessageTooLarge(long bytesMax) implements Refusal {}

    record UnknownPool(PoolId pool, List<PoolId> known) implements Refusal {}

    record UnknownDecision(DecisionId decision) implements Refusal {}

    record UnknownPolicy(Digest policy) implements Refusal {}

    /// The request id was used before with other content.
    record RequestIdReused(RequestId request, DecisionId first) implements Refusal {}

    /// More calls wait than may wait.
    record Overloaded(Duration retryAfter) implements Refusal {}

    /// The log cannot be written or read, so no verdict leaves.
    record AuditUnavailable(String cause, Duration retryAfter) implements Refusal {}

    /// The decision is in the log, but no checkpoint covers it yet, so that nothing can be proven.
    record NotYetSigned(DecisionId decision, Duration retryAfter) implements Refusal {}

    /// The sidecar is starting or stopping.
    record NotServing(Duration retryAfter) implements Refusal {}

    /// The caller's deadline passed.
    record DeadlinePassed() implements Refusal {}

    /// A bug of ours; the incident's name leads to the cause in the sidecar's own log.
    record Defect(String incident) implements Refusal {}

    /// The stable name, as on every edge.
    default String reason() {
        return switch (this) {
            case Unreadable _ -> "UNREADABLE";
            case InvalidFields _ -> "INVALID_FIELD";
            case MessageTooLarge _ -> "MESSAGE_TOO_LARGE";
            case UnknownPool _ -> "UNKNOWN_POOL";
            case UnknownDecision _ -> "UNKNOWN_DECISION";
            case UnknownPolicy _ -> "UNKNOWN_POLICY";
            case RequestIdReused _ -> "REQUEST_ID_REUSED";
            case Overloaded _ -> "OVERLOADED";
            case AuditUnavailable _ -> "AUDIT_UNAVAILABLE";
            case NotYetSigned _ -> "NOT_YET_SIGNED";
            case NotServing _ -> "NOT_SERVING";
            case DeadlinePassed _ -> "DEADLINE_PASSED";
            case Defect _ -> "DEFECT";
        };
    }

    /// What happened and what to do about it, in one sentence for the caller; the same on every
    /// edge. What only concerns those who run the sidecar is not told.
    default String text() {
        return switch (this) {
            case Unreadable(String cause) -> "The message cannot be read: " + cause + ".";
            case InvalidFields(List<Violation> violations) -> text(violations);
            case MessageTooLarge(long bytesMax) ->
                    "The message is larger than " + bytesMax + " bytes.";
            case UnknownPool(PoolId pool, List<PoolId> known) ->
                    "The policy has no pool " + pool + "; it has " + named(known);
            case UnknownDecision(DecisionId decision) -> "No decision has the id " + decision + ".";
            case UnknownPolicy(Digest policy) ->
                    "No policy of digest " + policy + " was ever in force.";
            case RequestIdReused(RequestId request, DecisionId first) ->
                    "The request id "
                            + request
                            + " was used for other content, decided as "
                            + first
                            + "; choose a new id for new content.";
            case Overloaded _ -> "More calls are waiting than are taken; try again.";
            case AuditUnavailable _ ->
                    "The log is out of reach, so no verdict leaves; try again with the same request"
                            + " id.";
            case NotYetSigned(DecisionId decision, _) ->
                    "No checkpoint covers decision " + decision + " yet; try again in a second.";
            case NotServing _ -> "The sidecar is starting or stopping; try again.";
            case DeadlinePassed _ ->
                    "The deadline passed; the same request id gets what was decided, if anything"
                            + " was.";
            case Defect(String incident) ->
                    "A defect of Quorate; its log has the cause under incident " + incident + ".";
        };
    }

    private static String text(List<Violation> violations) {
        String first = violations.getFirst().field() + " " + violations.getFirst().description();
        int more = violations.size() - 1;
        return more == 0 ? first + "." : first + "; " + more + " more in the details.";
    }

    private static String named(List<PoolId> known) {
        int count = known.size();
        int namedMax = 5;
        String names =
                known.stream()
                        .limit(namedMax)
                        .map(PoolId::toString)
                        .collect(Collectors.joining(", "));
        return count <= namedMax ? names + "." : names + " and " + (count - namedMax) + " more.";
    }
}
