package io.quorate.edge.wire;

import io.quorate.core.planning.replay.Dismissals;
import io.quorate.core.planning.replay.DryRunReport;
import io.quorate.core.planning.replay.Flip;
import io.quorate.core.planning.replay.Latency;
import io.quorate.core.planning.replay.Removals;
import io.quorate.core.planning.replay.SweepChart;
import io.quorate.core.planning.replay.SweepReport;
import io.quorate.core.planning.replay.Verdicts;
import io.quorate.edge.wire.v1.AgentRemovals;
import io.quorate.edge.wire.v1.DecisionLatency;
import io.quorate.edge.wire.v1.DryRunResponse;
import io.quorate.edge.wire.v1.FlippedDecision;
import io.quorate.edge.wire.v1.SeatCounts;
import io.quorate.edge.wire.v1.SeatRemovals;
import io.quorate.edge.wire.v1.TrialProgress;
import io.quorate.edge.wire.v1.TuneReport;
import io.quorate.edge.wire.v1.TuneResponse;
import io.quorate.edge.wire.v1.TuneRow;
import io.quorate.edge.wire.v1.UndeterminedCount;
import io.quorate.edge.wire.v1.VerdictCounts;
import io.quorate.edge.wire.v1.VerdictMove;

/// Writes how trials go and what they find.
public final class TrialWriter {
    private TrialWriter() {}

    public static DryRunResponse dryRun(long seen, long all) {
        return DryRunResponse.newBuilder().setProgress(progress(seen, all)).build();
    }

    public static TuneResponse tune(long seen, long all) {
        return TuneResponse.newBuilder().setProgress(progress(seen, all)).build();
    }

    private static TrialProgress progress(long seen, long all) {
        return TrialProgress.newBuilder().setSeen(seen).setAll(all).build();
    }

    public static DryRunResponse dryRun(DryRunReport report, long damaged) {
        var written =
                io.quorate.edge.wire.v1.DryRunReport.newBuilder()
                        .setPolicyDigest(Words.write(report.candidate()))
                        .setDecisions(report.decisions())
                        .setDamaged(damaged)
                        .setRecorded(counts(report.before()))
                        .setCandidate(counts(report.after()))
                        .setSeatRemovals(removals(report.removals()))
                        .setText(report.inWords());
        report.latency().ifPresent(took -> written.setRecordedLatency(latency(took)));
        report.undetermined()
                .forEach((cause, count) ->
                        written.addUndetermined(
                                UndeterminedCount.newBuilder()
                                        .setCause(cause.words())
                                        .setDecisions(count)));
        report.moves()
                .forEach((move, count) ->
                        written.addMoves(
                                VerdictMove.newBuilder()
                                        .setRecorded(Words.write(move.from()))
                                        .setCandidate(Words.write(move.to()))
                                        .setDecisions(count)));
        report.sample().forEach(flip -> written.addSample(flip(flip)));
        return DryRunResponse.newBuilder().setReport(written).build();
    }

    private static SeatRemovals removals(Removals removals) {
        SeatRemovals.Builder written =
                SeatRemovals.newBuilder()
                        .setRecorded(removals.recorded())
                        .setCandidate(removals.candidate());
        removals.agents()
                .forEach(agent ->
                        written.addAgents(
                                AgentRemovals.newBuilder()
                                        .setPool(agent.pool().value())
                                        .setAgentId(agent.agent().value())
                                        .setRecorded(agent.recorded())
                                        .setCandidate(agent.candidate())));
        return written.build();
    }

    private static DecisionLatency latency(Latency took) {
        return DecisionLatency.newBuilder()
                .setMedian(Moments.write(took.median()))
                .setP95(Moments.write(took.p95()))
                .setP99(Moments.write(took.p99()))
                .build();
    }

    private static FlippedDecision flip(Flip flip) {
        return FlippedDecision.newBuilder()
                .setDecisionId(flip.decision().value())
                .setDecidedAt(Moments.write(flip.decidedAt()))
                .setRecorded(DecisionWriter.outcome(flip.recorded()))
                .setCandidate(DecisionWriter.outcome(flip.replayed()))
                .build();
    }

    public static TuneResponse tune(SweepReport report, long damaged) {
        TuneReport.Builder written =
                TuneReport.newBuilder()
                        .setDecisions(report.decisions())
                        .setDamaged(damaged)
                        .setCompared(report.compared())
                        .setToday(counts(report.today().verdicts()))
                        .setText(report.inWords())
                        .setSvg(SweepChart.of(report));
        report.rows().forEach(row -> written.addRows(row(row)));
        report.today().dismissals().map(TrialWriter::seats).ifPresent(written::setSeatsToday);
        switch (report.proposal()) {
            case SweepReport.Proposal.Change(String value, String reason) ->
                    written.setProposedValue(value).setReason(reason);
            case SweepReport.Proposal.Keep(String reason) -> written.setReason(reason);
        }
        return TuneResponse.newBuilder().setReport(written).build();
    }

    private static TuneRow row(SweepReport.Row row) {
        TuneRow.Builder written =
                TuneRow.newBuilder().setValue(row.value()).setCounts(counts(row.verdicts()));
        row.dismissals().map(TrialWriter::seats).ifPresent(written::setSeats);
        return written.build();
    }

    private static SeatCounts seats(Dismissals dismissals) {
        return SeatCounts.newBuilder()
                .setTaken(dismissals.removals())
                .setAgents(dismissals.agents())
                .setRightly(dismissals.rightly())
                .setWrongly(dismissals.wrongly())
                .setMissed(dismissals.missed())
                .build();
    }

    private static VerdictCounts counts(Verdicts verdicts) {
        return VerdictCounts.newBuilder()
                .setAccepted(verdicts.accepted())
                .setRejected(verdicts.rejected())
                .setNoConsensus(verdicts.noConsensus())
                .setProvisional(verdicts.provisional())
                .setExpectedWrong(verdicts.expectedWrong())
                .setRight(verdicts.agreement().right())
                .setWronglyAccepted(verdicts.agreement().wronglyAccepted())
                .setWronglyRejected(verdicts.agreement().wronglyRejected())
                .setKnownUndecided(verdicts.agreement().undecided())
                .setCalls(verdicts.spending().calls())
                .setCost(verdicts.spending().cost().toPlainString())
                .build();
    }
}
