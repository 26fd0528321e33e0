package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Weighting;
import io.quorate.edge.wire.v1.AbstentionCause;
import io.quorate.edge.wire.v1.FaultParty;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.RefusalReason;
import io.quorate.edge.wire.v1.SilenceCause;
import io.quorate.engine.Refusal;

/// The domain's closed vocabularies in the words of the wire contract.
final class Words {
    private Words() {}

    static ByteString write(Digest digest) {
        return ByteString.copyFrom(digest.bytes());
    }

    static io.quorate.edge.wire.v1.Choice write(Choice choice) {
        var builder = io.quorate.edge.wire.v1.Choice.newBuilder();
        if (choice.equals(Choice.ACCEPT)) {
            builder.setFixed(FixedChoice.FIXED_CHOICE_ACCEPT);
        } else if (choice.equals(Choice.REJECT)) {
            builder.setFixed(FixedChoice.FIXED_CHOICE_REJECT);
        } else if (choice.equals(Choice.NONE)) {
            builder.setFixed(FixedChoice.FIXED_CHOICE_NONE);
        } else {
            builder.setCandidateId(choice.value());
        }
        return builder.build();
    }

    static io.quorate.edge.wire.v1.Verdict write(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> io.quorate.edge.wire.v1.Verdict.VERDICT_ACCEPTED;
            case REJECTED -> io.quorate.edge.wire.v1.Verdict.VERDICT_REJECTED;
            case NO_CONSENSUS -> io.quorate.edge.wire.v1.Verdict.VERDICT_NO_CONSENSUS;
            case PROVISIONAL -> io.quorate.edge.wire.v1.Verdict.VERDICT_PROVISIONAL;
        };
    }

    static io.quorate.edge.wire.v1.OutcomeReason write(OutcomeReason reason) {
        return switch (reason) {
            case QUORUM -> io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_QUORUM;
            case BYZANTINE_THRESHOLD_EXCEEDED ->
                    io.quorate.edge.wire.v1.OutcomeReason
                            .OUTCOME_REASON_BYZANTINE_THRESHOLD_EXCEEDED;
            case WEIGHT_BELOW_THRESHOLD ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_WEIGHT_BELOW_THRESHOLD;
            case STRONG_MINORITY ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_STRONG_MINORITY;
            case TIE -> io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_TIE;
            case TIE_BY_WEIGHT ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_TIE_BY_WEIGHT;
            case TIMEOUT -> io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_TIMEOUT;
            case QUORUM_NOT_REACHED ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_QUORUM_NOT_REACHED;
            case POOLS_DISAGREE ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_POOLS_DISAGREE;
            case NOT_APPLICABLE ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_NOT_APPLICABLE;
            case NOTHING_APPLIES ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_NOTHING_APPLIES;
            case INSUFFICIENT_AGENTS ->
                    io.quorate.edge.wire.v1.OutcomeReason.OUTCOME_REASON_INSUFFICIENT_AGENTS;
        };
    }

    static io.quorate.edge.wire.v1.Weighting write(Weighting weighting) {
        return switch (weighting) {
            case EQUAL -> io.quorate.edge.wire.v1.Weighting.WEIGHTING_EQUAL;
            case SPECIALIZATION -> io.quorate.edge.wire.v1.Weighting.WEIGHTING_SPECIALIZATION;
            case LOG_ODDS -> io.quorate.edge.wire.v1.Weighting.WEIGHTING_LOG_ODDS;
        };
    }

    static io.quorate.edge.wire.v1.Standing write(Standing standing) {
        return switch (standing) {
            case ACTIVE -> io.quorate.edge.wire.v1.Standing.STANDING_ACTIVE;
            case PROBATION -> io.quorate.edge.wire.v1.Standing.STANDING_PROBATION;
            case QUARANTINED -> io.quorate.edge.wire.v1.Standing.STANDING_QUARANTINED;
            case EXCLUDED -> io.quorate.edge.wire.v1.Standing.STANDING_EXCLUDED;
            case STANDBY -> io.quorate.edge.wire.v1.Standing.STANDING_STANDBY;
        };
    }

    static AbstentionCause write(Reception.AbstentionCause cause) {
        return switch (cause) {
            case BY_AGENT -> AbstentionCause.ABSTENTION_CAUSE_BY_AGENT;
            case BELOW_CONFIDENCE_THRESHOLD ->
                    AbstentionCause.ABSTENTION_CAUSE_BELOW_CONFIDENCE_THRESHOLD;
        };
    }

    static SilenceCause write(Reception.SilenceCause cause) {
        return switch (cause) {
            case NO_VOTE -> SilenceCause.SILENCE_CAUSE_NO_VOTE;
            case LATE -> SilenceCause.SILENCE_CAUSE_LATE;
            case UNREACHABLE -> SilenceCause.SILENCE_CAUSE_UNREACHABLE;
            case FAILED -> SilenceCause.SILENCE_CAUSE_FAILED;
            case TIMED_OUT -> SilenceCause.SILENCE_CAUSE_TIMED_OUT;
            case SPARED -> SilenceCause.SILENCE_CAUSE_SPARED;
            case OVER_BUDGET -> SilenceCause.SILENCE_CAUSE_OVER_BUDGET;
            case EMPTY_SEAT -> SilenceCause.SILENCE_CAUSE_EMPTY_SEAT;
        };
    }

    static RefusalReason write(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unreadable _ -> RefusalReason.REFUSAL_REASON_UNREADABLE;
            case Refusal.InvalidFields _ -> RefusalReason.REFUSAL_REASON_INVALID_FIELD;
            case Refusal.MessageTooLarge _ -> RefusalReason.REFUSAL_REASON_MESSAGE_TOO_LARGE;
            case Refusal.UnknownPool _ -> RefusalReason.REFUSAL_REASON_UNKNOWN_POOL;
            case Refusal.UnknownDecision _ -> RefusalReason.REFUSAL_REASON_UNKNOWN_DECISION;
            case Refusal.UnknownPolicy _ -> RefusalReason.REFUSAL_REASON_UNKNOWN_POLICY;
            case Refusal.NotYetSigned _ -> RefusalReason.REFUSAL_REASON_NOT_YET_SIGNED;
            case Refusal.RequestIdReused _ -> RefusalReason.REFUSAL_REASON_REQUEST_ID_REUSED;
            case Refusal.Overloaded _ -> RefusalReason.REFUSAL_REASON_OVERLOADED;
            case Refusal.AuditUnavailable _ -> RefusalReason.REFUSAL_REASON_AUDIT_UNAVAILABLE;
            case Refusal.NotServing _ -> RefusalReason.REFUSAL_REASON_NOT_SERVING;
            case Refusal.DeadlinePassed _ -> RefusalReason.REFUSAL_REASON_DEADLINE_PASSED;
            case Refusal.Defect _ -> RefusalReason.REFUSAL_REASON_DEFECT;
        };
    }

    static FaultParty write(FaultKind.Party party) {
        return switch (party) {
            case AGENT -> FaultParty.FAULT_PARTY_AGENT;
            case CONNECTION -> FaultParty.FAULT_PARTY_CONNECTION;
        };
    }

    static io.quorate.edge.wire.v1.Durability write(Durability durability) {
        return switch (durability) {
            case COMMITTED -> io.quorate.edge.wire.v1.Durability.DURABILITY_COMMITTED;
            case SPOOLED -> io.quorate.edge.wire.v1.Durability.DURABILITY_SPOOLED;
            case BEST_EFFORT -> io.quorate.edge.wire.v1.Durability.DURABILITY_BEST_EFFORT;
        };
    }

    /// The contract names what a vote can be found guilty of. What only a history shows is not
    /// found in one round and has no name there.
    static io.quorate.edge.wire.v1.FaultKind write(FaultKind kind) {
        return switch (kind) {
            case UNKNOWN_AGENT -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_UNKNOWN_AGENT;
            case NOT_AUTHENTIC -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_NOT_AUTHENTIC;
            case NOT_ELIGIBLE -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_NOT_ELIGIBLE;
            case OTHER_SUBMISSION -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_OTHER_SUBMISSION;
            case OTHER_ROUND -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_OTHER_ROUND;
            case OTHER_NONCE -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_OTHER_NONCE;
            case EARLY -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_EARLY;
            case LATE -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_LATE;
            case MALFORMED -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_MALFORMED;
            case UNKNOWN_CHOICE -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_UNKNOWN_CHOICE;
            case CONFIDENCE_OUT_OF_RANGE ->
                    io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_CONFIDENCE_OUT_OF_RANGE;
            case SCORE_OUT_OF_RANGE ->
                    io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_SCORE_OUT_OF_RANGE;
            case CONTRADICTION -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_CONTRADICTION;
            case EQUIVOCATION -> io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_EQUIVOCATION;
            case OUTLIER, LABELLED_ERROR, SPAM, COLLUSION, DRIFT, STALLING ->
                    io.quorate.edge.wire.v1.FaultKind.FAULT_KIND_UNSPECIFIED;
        };
    }
}
