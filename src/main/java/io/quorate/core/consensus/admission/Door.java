package io.quorate.core.consensus.admission;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception.AbstentionCause;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a vote has to pass to count in one round. The checks are tried in a fixed order and the
/// first that fails is the fault; whether it is the agent's first vote is the round's to see.
///
/// @param submission what a signature has to be made for
/// @param nonce in hexadecimal; without one no signed vote is admitted
public record Door(
        DecisionId decision,
        int round,
        Digest submission,
        Optional<String> nonce,
        Window window,
        Roster roster,
        Set<Choice> choices) {

    public Door {
        choices = Set.copyOf(choices);
    }

    /// Examines one vote as it comes in.
    ///
    /// @param seat the seat of the agent named, null when it has none
    public Admission examine(Ballot ballot, @Nullable Seat seat) {
        Vote vote = ballot.vote();
        if (seat == null && !roster.knows(vote.agent())) {
            return failed(FaultKind.UNKNOWN_AGENT, "the pool has no agent " + vote.agent());
        }
        Optional<String> forgery = forgery(ballot);
        if (forgery.isPresent()) {
            return failed(FaultKind.NOT_AUTHENTIC, forgery.get());
        }
        Admission ineligible = ineligible(vote.agent(), seat);
        if (ineligible != null) {
            return ineligible;
        }
        Admission stray = stray(ballot);
        if (stray != null) {
            return stray;
        }
        Admission untimely = untimely(ballot);
        if (untimely != null) {
            return untimely;
        }
        Admission malformed = malformed(vote);
        return malformed != null
                ? malformed
                : admit(vote, seat == null ? 0 : seat.confidenceThreshold());
    }

    /// An agent in quarantine may vote in the shadow, where nothing of it counts.
    private @Nullable Admission ineligible(AgentId agent, @Nullable Seat seat) {
        if (roster.isShadow(agent)) {
            return null;
        }
        if (seat == null) {
            return failed(FaultKind.NOT_ELIGIBLE, agent + " holds no seat");
        }
        return seat.mayVote()
                ? null
                : failed(FaultKind.NOT_ELIGIBLE, agent + " is " + seat.standing());
    }

    private Optional<String> forgery(Ballot ballot) {
        Vote vote = ballot.vote();
        if (ballot.provenance() instanceof Provenance.Delivered delivered
                && !delivered.identity().equals(vote.agent())) {
            return Optional.of(
                    "the vote of "
                            + vote.agent()
                            + " came over the connection of "
                            + delivered.identity());
        }
        return vote.signature().flatMap(signature -> forgery(vote, signature));
    }

    private Optional<String> forgery(Vote vote, Signature signature) {
        AgentId agent = vote.agent();
        Optional<PublicKey> key = roster.key(agent);
        if (key.isEmpty()) {
            return Optional.of("the vote is signed and the policy has no key for " + agent);
        }
        return VoteSignature.verifies(key.get(), vote, signature)
                ? Optional.empty()
                : Optional.of("the signature does not fit the vote and the key of " + agent);
    }

    /// Not of this decision, round or nonce.
    private @Nullable Admission stray(Ballot ballot) {
        if (ballot.provenance() instanceof Provenance.Delivered delivered) {
            if (!delivered.decision().equals(decision)) {
                return failed(
                        FaultKind.OTHER_SUBMISSION,
                        "the vote is for decision " + delivered.decision());
            }
            Admission stray = stray(delivered.round(), delivered.nonce(), "answers");
            if (stray != null) {
                return stray;
            }
        }
        Signature signature = ballot.vote().signature().orElse(null);
        if (signature == null) {
            return null;
        }
        if (!signature.submission().equals(submission.hex())) {
            return failed(
                    FaultKind.OTHER_SUBMISSION,
                    "the vote is signed for submission " + signature.submission());
        }
        return stray(signature.round(), signature.nonce(), "is signed for");
    }

    private @Nullable Admission stray(int claimed, String claimedNonce, String how) {
        if (claimed != round) {
            return failed(
                    FaultKind.OTHER_ROUND,
                    "the vote " + how + " round " + claimed + ", this is round " + round);
        }
        if (nonce.isEmpty()) {
            return failed(FaultKind.OTHER_NONCE, "the vote names a nonce and the round has none");
        }
        return claimedNonce.equals(nonce.get())
                ? null
                : failed(FaultKind.OTHER_NONCE, "the vote " + how + " another nonce");
    }

    private @Nullable Admission untimely(Ballot ballot) {
        Instant cast = cast(ballot);
        if (cast == null) {
            return null;
        }
        if (window.isAfter(cast)) {
            return failed(FaultKind.EARLY, "cast at " + cast + ", before the window opened");
        }
        return window.isBefore(cast)
                ? failed(FaultKind.LATE, "cast at " + cast + ", after the window closed")
                : null;
    }

    /// By our clock where an agent delivered it, else by the caller's.
    private static @Nullable Instant cast(Ballot ballot) {
        return switch (ballot.provenance()) {
            case Provenance.Delivered delivered -> delivered.at();
            case Provenance.Vouched() -> ballot.vote().castAt().orElse(null);
        };
    }

    /// How a vote came, by what is known of it.
    public Arrival arrival(Ballot ballot) {
        return new Arrival(
                delay(ballot),
                ballot.provenance() instanceof Provenance.Delivered delivered
                        ? delivered.usage()
                        : Optional.empty());
    }

    /// Since the window opened.
    private OptionalLong delay(Ballot ballot) {
        Instant cast = cast(ballot);
        Instant opens = window.opens().orElse(null);
        return cast == null || opens == null || cast.isBefore(opens)
                ? OptionalLong.empty()
                : OptionalLong.of(opens.until(cast, ChronoUnit.MICROS));
    }

    private @Nullable Admission malformed(Vote vote) {
        if (vote.defect().isPresent()) {
            return failed(FaultKind.MALFORMED, vote.defect().get());
        }
        if (vote.choice().isPresent() && !choices.contains(vote.choice().get())) {
            return failed(
                    FaultKind.UNKNOWN_CHOICE,
                    "the submission does not offer the choice that the vote names");
        }
        if (outOfRange(vote.confidence())) {
            return failed(
                    FaultKind.CONFIDENCE_OUT_OF_RANGE,
                    "the confidence is " + vote.confidence().getAsDouble());
        }
        return outOfRange(vote.score())
                ? failed(FaultKind.SCORE_OUT_OF_RANGE, "the score is " + vote.score().getAsDouble())
                : null;
    }

    private static boolean outOfRange(OptionalDouble value) {
        // The negation refuses NaN as well.
        return value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= 1);
    }

    private static Admission admit(Vote vote, double threshold) {
        if (vote.choice().isEmpty()) {
            return new Admission.Abstained(vote, AbstentionCause.BY_AGENT);
        }
        return vote.confidence().orElse(0) < threshold
                ? new Admission.Abstained(vote, AbstentionCause.BELOW_CONFIDENCE_THRESHOLD)
                : new Admission.Admitted(vote);
    }

    private static Admission failed(FaultKind kind, String evidence) {
        return new Admission.NotAdmitted(kind, evidence);
    }
}
