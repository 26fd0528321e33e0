package io.quorate.edge.wire;

import io.quorate.edge.wire.v1.ReportOutcomeResponse;
import io.quorate.engine.reputation.ReputationStore.Label;

/// Writes what is known of decisions afterwards.
public final class LabelWriter {
    private LabelWriter() {}

    public static ReportOutcomeResponse reported(Label label) {
        return ReportOutcomeResponse.newBuilder()
                .setPool(label.pool().value())
                .setReportedAt(Moments.write(label.at()))
                .build();
    }
}
