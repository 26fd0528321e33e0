package io.quorate.engine;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.HoldId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.reputation.standing.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /// What concerns agents, their standing and what is learnt of them.
    sealed interface OfReputation extends Refusal {}

    /// The pool has no agent of that name.
    record UnknownAgent(PoolId pool, AgentId agent) implements OfReputation {}

    /// The agent is known otherwise than it was registered now.
    record AgentContradicted(
            PoolId pool, AgentId agent, FaultDomain domain, Optional<String> specialization)
            implements OfReputation {}

    /// None of the pool's declared agents has that fault domain.
    record UnknownFaultDomain(PoolId pool, FaultDomain domain) implements OfReputation {}

    /// The pool weighs no such field.
    record UnknownSpecialization(PoolId pool, String field) implements OfReputation {}

    /// As many agents wait for a seat as may wait.
    record StandbysFull(PoolId pool, int standbysMax) implements OfReputation {}

    /// The agent's standing does not allow what was asked for.
    record StandingUnchanged(PoolId pool, AgentId agent, Ruling.Reason cause, String explanation)
            implements OfReputation {}

    /// Another outcome of the decision was reported before.
    record OutcomeContradicted(DecisionId decision, PoolId pool, Choice first)
            implements OfReputation {}

    /// No outcome of the decision stands.
    record UnknownOutcome(DecisionId decision, PoolId pool) implements OfReputation {}

    /// What concerns the keeping of the log.
    sealed interface OfKeeping extends Refusal {}

    /// A hold stands on what was to be erased.
    record DecisionHeld(DecisionId decision, HoldId hold) implements OfKeeping {}

    /// There is, or was, another hold of that name.
    record HoldNameTaken(HoldId hold) implements OfKeeping {}

    /// No hold of that name stands.
    record UnknownHold(HoldId hold) implements OfKeeping {}

    /// No log in the database is of that origin, or none of it is signed yet.
    record UnknownOrigin(String origin) implements OfKeeping {}

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

    /// The database took longer over a query than a query may take.
    record QueryTimedOut(Duration most) implements Refusal {}

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
            case UnknownAgent _ -> "UNKNOWN_AGENT";
            case AgentContradicted _ -> "AGENT_CONTRADICTED";
            case UnknownFaultDomain _ -> "UNKNOWN_FAULT_DOMAIN";
            case UnknownSpecialization _ -> "UNKNOWN_SPECIALIZATION";
            case StandbysFull _ -> "STANDBYS_FULL";
            case StandingUnchanged unchanged ->
                    switch (unchanged.cause()) {
                        case NOT_REMOVED -> "AGENT_NOT_REMOVED";
                        case ALREADY_EXCLUDED -> "AGENT_ALREADY_EXCLUDED";
                    };
            case OutcomeContradicted _ -> "OUTCOME_CONTRADICTED";
            case UnknownOutcome _ -> "UNKNOWN_OUTCOME";
            case DecisionHeld _ -> "DECISION_HELD";
            case HoldNameTaken _ -> "HOLD_NAME_TAKEN";
            case UnknownHold _ -> "UNKNOWN_HOLD";
            case UnknownOrigin _ -> "UNKNOWN_ORIGIN";
            case Overloaded _ -> "OVERLOADED";
            case AuditUnavailable _ -> "AUDIT_UNAVAILABLE";
            case NotYetSigned _ -> "NOT_YET_SIGNED";
            case NotServing _ -> "NOT_SERVING";
            case DeadlinePassed _ -> "DEADLINE_PASSED";
            case QueryTimedOut _ -> "QUERY_TIMED_OUT";
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
            case OfReputation known -> text(known);
            case OfKeeping kept -> text(kept);
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
            case QueryTimedOut(Duration most) ->
                    "The query took more than "
                            + most.toSeconds()
                            + " s and was cut short; ask for a shorter span of time.";
            case Defect(String incident) ->
                    "A defect of Quorate; its log has the cause under incident " + incident + ".";
        };
    }

    private static String text(OfKeeping refusal) {
        return switch (refusal) {
            case DecisionHeld(DecisionId decision, HoldId hold) ->
                    "The hold " + hold + " stands on decision " + decision + "; lift it first.";
            case HoldNameTaken(HoldId hold) ->
                    "A hold was named " + hold + " before; choose another name.";
            case UnknownHold(HoldId hold) -> "No hold named " + hold + " stands.";
            case UnknownOrigin(String origin) ->
                    "No signed log is of the origin \"" + origin + "\".";
        };
    }

    private static String text(OfReputation refusal) {
        return switch (refusal) {
            case UnknownAgent(PoolId pool, AgentId agent) ->
                    "The pool " + pool + " has no agent " + agent + ".";
            case AgentContradicted(var pool, var agent, var domain, var field) ->
                    "The pool "
                            + pool
                            + " knows the agent "
                            + agent
                            + " in fault domain "
                            + domain
                            + field.map(name -> " and with specialization " + name).orElse("")
                            + "; what is known of an agent is changed in the policy.";
            case UnknownFaultDomain(PoolId pool, FaultDomain domain) ->
                    "No declared agent of the pool "
                            + pool
                            + " has the fault domain "
                            + domain
                            + "; domains are named in the policy.";
            case UnknownSpecialization(PoolId pool, String field) ->
                    "The pool "
                            + pool
                            + " weighs no field "
                            + field
                            + "; fields are named in specialization_weights.";
            case StandbysFull(PoolId pool, int standbysMax) ->
                    "In the pool " + pool + " " + standbysMax + " agents wait; no more may.";
            case StandingUnchanged unchanged -> unchanged.explanation() + ".";
            case OutcomeContradicted(var decision, var pool, var first) ->
                    "For decision "
                            + decision
                            + " it was reported that "
                            + first
                            + " was right in the pool "
                            + pool
                            + "; revoke that first.";
            case UnknownOutcome(DecisionId decision, PoolId pool) ->
                    "No outcome of decision " + decision + " stands in the pool " + pool + ".";
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
