package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Chance;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.edge.wire.v1.CastVote;
import io.quorate.edge.wire.v1.Counterfactual;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.Decision;
import io.quorate.edge.wire.v1.DeliberateResponse;
import io.quorate.edge.wire.v1.GetDecisionResponse;
import io.quorate.edge.wire.v1.LogPosition;
import io.quorate.edge.wire.v1.SkippedPool;
import io.quorate.edge.wire.v1.Timings;
import io.quorate.engine.Ledger;
import io.quorate.engine.ProposedAnswer;
import io.quorate.engine.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes stored decisions and the answers that carry them.
public final class DecisionWriter {
    private DecisionWriter() {}

    public static DecideResponse answer(Reply.Decided decided) {
        DecideResponse.Builder response =
                DecideResponse.newBuilder()
                        .setDecision(decision(decided.stored()))
                        .setTimings(timings(decided.timings()));
        switch (decided.replayed()) {
            case Reply.Replay.First() -> response.setReplayed(false);
            case Reply.Replay.Again(var duplicate) -> {
                response.setReplayed(true);
                duplicate.ifPresent(taken -> response.setDuplicateLogPosition(position(taken)));
            }
        }
        return response.build();
    }

    /// The decision with the answers that it was about.
    public static DeliberateResponse deliberated(Reply.Decided decided) {
        DecideResponse plain = answer(decided);
        DeliberateResponse.Builder response =
                DeliberateResponse.newBuilder()
                        .setDecision(plain.getDecision())
                        .setReplayed(plain.getReplayed())
                        .setTimings(plain.getTimings());
        if (plain.hasDuplicateLogPosition()) {
            response.setDuplicateLogPosition(plain.getDuplicateLogPosition());
        }
        for (ProposedAnswer answer : ProposedAnswer.of(decided.stored().record())) {
            response.addAnswers(proposed(answer));
        }
        return response.build();
    }

    static io.quorate.edge.wire.v1.ProposedAnswer proposed(ProposedAnswer answer) {
        return io.quorate.edge.wire.v1.ProposedAnswer.newBuilder()
                .setCandidateId(answer.choice().value())
                .addAllAuthorIds(answer.authors().stream().map(AgentId::value).toList())
                .setText(answer.text())
                .build();
    }

    static LogPosition position(Reply.Replay.Duplicate taken) {
        return LogPosition.newBuilder()
                .setOrigin(taken.origin().value())
                .setSequenceNumber(taken.sequence())
                .build();
    }

    /// The decision with the votes behind it, as far as their texts still exist.
    public static GetDecisionResponse found(Ledger.Stored stored) {
        GetDecisionResponse.Builder response =
                GetDecisionResponse.newBuilder()
                        .setDecision(decision(stored))
                        .setRecord(ByteString.copyFrom(stored.leaf()));
        stored.submission().ifPresent(digest -> response.setSubmissionDigest(Words.write(digest)));
        return response.addAllVotes(votes(stored)).build();
    }

    static List<CastVote> votes(Ledger.Stored stored) {
        List<CastVote> votes = new ArrayList<>();
        for (PoolOutcome pool : stored.record().findings().pools()) {
            for (RoundReport round : pool.rounds()) {
                for (int i = 0; i < round.votes().size(); i++) {
                    votes.add(
                            VoteWriter.write(round.votes().get(i), round.arrivals().get(i))
                                    .setPool(pool.pool().value())
                                    .setRound(round.number())
                                    .build());
                }
            }
        }
        return votes;
    }

    static Decision decision(Ledger.Stored stored) {
        DecisionRecord record = stored.record();
        Findings findings = record.findings();
        Decision.Builder decision =
                Decision.newBuilder()
                        .setDecisionId(record.id().value())
                        .setRequestId(record.request().value())
                        .setService(record.service())
                        .setOutcome(outcome(findings.outcome()))
                        .setExplanation(findings.explanation())
                        .setPolicyDigest(Words.write(record.policy()))
                        .addAllUnenforcedPolicyKeys(record.unenforced())
                        .setReceivedAt(Moments.write(record.receivedAt()))
                        .setDecidedAt(Moments.write(record.decidedAt()))
                        .setLogPosition(position(stored))
                        .setDurability(Words.write(record.durability()));
        findings.pools().forEach(pool -> decision.addPools(pool(pool)));
        for (Findings.SkippedPool skipped : findings.skipped()) {
            decision.addSkippedPools(
                    SkippedPool.newBuilder()
                            .setPool(skipped.pool().value())
                            .addAllMissing(skipped.missing().stream().sorted().toList()));
        }
        record.cachedFrom().ifPresent(first -> decision.setCachedFrom(first.value()));
        return decision.build();
    }

    private static LogPosition position(Ledger.Stored stored) {
        LogPosition.Builder position =
                LogPosition.newBuilder()
                        .setOrigin(stored.record().origin().value())
                        .setSequenceNumber(stored.record().sequence())
                        .setLeafHash(Words.write(stored.leafHash()));
        stored.logIndex().ifPresent(position::setLogIndex);
        return position.build();
    }

    private static io.quorate.edge.wire.v1.PoolOutcome pool(PoolOutcome pool) {
        var builder =
                io.quorate.edge.wire.v1.PoolOutcome.newBuilder()
                        .setPool(pool.pool().value())
                        .setRequired(pool.required())
                        .setOutcome(outcome(pool.outcome()))
                        .setExplanation(pool.explanation());
        pool.rounds().forEach(round -> builder.addRounds(RoundWriter.write(round)));
        pool.leaning().ifPresent(choice -> builder.setLeaning(Words.write(choice)));
        pool.confidence().ifPresent(builder::setConsensusConfidence);
        pool.agreement().ifPresent(builder::setAgreementLevel);
        for (PoolOutcome.Counterfactual counterfactual : pool.counterfactuals()) {
            builder.addCounterfactuals(
                    Counterfactual.newBuilder()
                            .setChange(counterfactual.change())
                            .setOutcome(outcome(counterfactual.outcome())));
        }
        pool.errorModel().ifPresent(model -> builder.setErrorModel(errorModel(model)));
        return builder.build();
    }

    private static io.quorate.edge.wire.v1.ErrorModel errorModel(ErrorModel model) {
        return io.quorate.edge.wire.v1.ErrorModel.newBuilder()
                .setRight(chance(model.right()))
                .setWrong(chance(model.wrong()))
                .setUndecided(chance(model.undecided()))
                .setAllWrong(chance(model.allWrong()))
                .setCorrelation(model.correlation())
                .build();
    }

    private static io.quorate.edge.wire.v1.Chance chance(Chance chance) {
        return io.quorate.edge.wire.v1.Chance.newBuilder()
                .setLeast(chance.least())
                .setLikely(chance.likely())
                .setMost(chance.most())
                .build();
    }

    static io.quorate.edge.wire.v1.Outcome outcome(Outcome outcome) {
        var builder =
                io.quorate.edge.wire.v1.Outcome.newBuilder()
                        .setVerdict(Words.write(outcome.verdict()))
                        .setReason(Words.write(outcome.reason()));
        outcome.choice().ifPresent(choice -> builder.setChoice(Words.write(choice)));
        return builder.build();
    }

    static Timings timings(Reply.Timings timings) {
        Timings.Builder builder = Timings.newBuilder();
        measured(timings.deciding(), builder::setDeciding);
        measured(timings.recording(), builder::setRecording);
        measured(timings.total(), builder::setTotal);
        return builder.build();
    }

    /// A part that did not happen took no time at all, and is left out.
    private static void measured(Duration part, Consumer<com.google.protobuf.Duration> to) {
        if (!part.isZero()) {
            to.accept(Moments.write(part));
        }
    }
}
