package io.quorate.edge.wire;

import com.google.protobuf.ByteString;
import io.quorate.core.audit.explanation.Explanation;
import io.quorate.core.audit.explanation.ExplanationText;
import io.quorate.core.protocol.RiskTag;
import io.quorate.edge.wire.v1.DecisionSummary;
import io.quorate.edge.wire.v1.EraseContentResponse;
import io.quorate.edge.wire.v1.ExplainResponse;
import io.quorate.edge.wire.v1.ExportDecisionsResponse;
import io.quorate.edge.wire.v1.ListDecisionsResponse;
import io.quorate.edge.wire.v1.ListRecordsResponse;
import io.quorate.edge.wire.v1.LogRecord;
import io.quorate.edge.wire.v1.PoolExplanation;
import io.quorate.edge.wire.v1.VoterExplanation;
import io.quorate.engine.keeping.Erasures;
import io.quorate.engine.trail.DecisionRow;
import io.quorate.engine.trail.Page;
import io.quorate.engine.trail.RecordRow;

/// Writes what the log answers.
public final class TrailWriter {
    private TrailWriter() {}

    public static ListDecisionsResponse decisions(Page<DecisionRow> page) {
        ListDecisionsResponse.Builder response = ListDecisionsResponse.newBuilder();
        page.rows().forEach(row -> response.addDecisions(summary(row)));
        page.nextCursor().ifPresent(response::setNextCursor);
        return response.build();
    }

    public static ListRecordsResponse records(Page<RecordRow> page) {
        ListRecordsResponse.Builder response = ListRecordsResponse.newBuilder();
        page.rows().forEach(row -> response.addRecords(record(row)));
        page.nextCursor().ifPresent(response::setNextCursor);
        return response.build();
    }

    public static ExportDecisionsResponse exported(RecordRow row) {
        return ExportDecisionsResponse.newBuilder().setRecord(record(row)).build();
    }

    public static EraseContentResponse erased(Erasures.Done done) {
        return EraseContentResponse.newBuilder()
                .setDecisions(done.erased())
                .setHeld(done.held())
                .build();
    }

    public static ExplainResponse explained(Explanation explanation) {
        ExplainResponse.Builder response =
                ExplainResponse.newBuilder()
                        .setDecisionId(explanation.decision().value())
                        .setText(ExplanationText.plain(explanation))
                        .setOutcome(DecisionWriter.outcome(explanation.outcome()))
                        .setSummary(explanation.summary())
                        .addAllRemarks(explanation.remarks());
        explanation.pools().forEach(pool -> response.addPools(pool(pool)));
        return response.build();
    }

    private static PoolExplanation pool(Explanation.Pool pool) {
        PoolExplanation.Builder builder =
                PoolExplanation.newBuilder()
                        .setPool(pool.pool().value())
                        .setOutcome(DecisionWriter.outcome(pool.outcome()))
                        .setRule(pool.rule())
                        .addAllThresholds(pool.thresholds())
                        .addAllFaults(pool.faults())
                        .addAllCounterfactuals(pool.counterfactuals())
                        .addAllCautions(pool.cautions());
        for (Explanation.Voter voter : pool.voters()) {
            builder.addVoters(
                    VoterExplanation.newBuilder()
                            .setAgentId(voter.agent())
                            .setFaultDomain(voter.domain())
                            .setWeightShare(voter.weightShare())
                            .setSaid(voter.said())
                            .setReasoning(voter.reasoning()));
        }
        return builder.build();
    }

    private static DecisionSummary summary(DecisionRow row) {
        DecisionSummary.Builder summary =
                DecisionSummary.newBuilder()
                        .setDecisionId(row.id().value())
                        .setDecidedAt(Moments.write(row.place().at()))
                        .setService(row.service())
                        .setRequestId(row.request().value())
                        .setOutcome(DecisionWriter.outcome(row.outcome()))
                        .setPolicyDigest(Words.write(row.policy()))
                        .setDurability(Words.write(row.durability()))
                        .setOrigin(row.origin().value())
                        .setLogIndex(row.place().logIndex());
        row.riskTag().ifPresent(tag -> summary.setRiskTag(write(tag)));
        return summary.build();
    }

    private static LogRecord record(RecordRow row) {
        LogRecord.Builder record =
                LogRecord.newBuilder()
                        .setOrigin(row.origin().value())
                        .setLogIndex(row.place().logIndex())
                        .setKind(row.kind())
                        .setAt(Moments.write(row.place().at()))
                        .setRecord(ByteString.copyFrom(row.leaf()))
                        .setLeafHash(Words.write(row.leafHash()));
        row.detail().ifPresent(detail -> record.setDetail(ByteString.copyFrom(detail)));
        return record.build();
    }

    private static io.quorate.edge.wire.v1.RiskTag write(RiskTag tag) {
        return switch (tag) {
            case MINIMAL -> io.quorate.edge.wire.v1.RiskTag.RISK_TAG_MINIMAL;
            case LIMITED -> io.quorate.edge.wire.v1.RiskTag.RISK_TAG_LIMITED;
            case HIGH -> io.quorate.edge.wire.v1.RiskTag.RISK_TAG_HIGH;
        };
    }
}
