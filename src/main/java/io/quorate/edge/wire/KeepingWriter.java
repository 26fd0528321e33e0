package io.quorate.edge.wire;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.HoldId;
import io.quorate.edge.wire.v1.GetRetentionResponse;
import io.quorate.edge.wire.v1.Hold;
import io.quorate.edge.wire.v1.KeptLog;
import io.quorate.edge.wire.v1.LiftHoldRequest;
import io.quorate.edge.wire.v1.LiftHoldResponse;
import io.quorate.edge.wire.v1.ListHoldsResponse;
import io.quorate.edge.wire.v1.PlaceHoldRequest;
import io.quorate.edge.wire.v1.PlaceHoldResponse;
import io.quorate.edge.wire.v1.RetentionPromise;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.HoldReader;
import io.quorate.engine.keeping.RetentionStore.Keeping;
import io.quorate.engine.keeping.RetentionStore.LogKept;
import io.quorate.engine.keeping.RetentionStore.Promise;
import java.util.List;

/// Holds, and how logs are kept: orders as the engine reads them, and what is answered.
public final class KeepingWriter {
    private KeepingWriter() {}

    public static Reading<io.quorate.engine.keeping.Hold.Placing> read(PlaceHoldRequest request) {
        return HoldReader.placing(
                new HoldReader.Draft(
                        request.getHoldId(),
                        request.getDecisionId(),
                        RequestReader.moment(request.hasFrom(), request.getFrom()),
                        RequestReader.moment(request.hasTo(), request.getTo()),
                        request.getOperator(),
                        request.getReason()));
    }

    public static Reading<io.quorate.engine.keeping.Hold.Lifting> read(LiftHoldRequest request) {
        return HoldReader.lifting(request.getHoldId(), request.getOperator(), request.getReason());
    }

    public static PlaceHoldResponse placed(io.quorate.engine.keeping.Hold hold) {
        return PlaceHoldResponse.newBuilder().setHold(write(hold)).build();
    }

    public static LiftHoldResponse lifted(HoldId id) {
        return LiftHoldResponse.newBuilder().setHoldId(id.value()).build();
    }

    public static ListHoldsResponse listed(List<io.quorate.engine.keeping.Hold> holds) {
        return ListHoldsResponse.newBuilder()
                .addAllHolds(holds.stream().map(KeepingWriter::write).toList())
                .build();
    }

    public static GetRetentionResponse kept(Keeping keeping) {
        return GetRetentionResponse.newBuilder()
                .setKeepFor(Moments.write(keeping.keepFor()))
                .setKeptFrom(Moments.write(keeping.keptFrom()))
                .addAllPromises(keeping.promises().stream().map(KeepingWriter::write).toList())
                .addAllHolds(keeping.holds().stream().map(KeepingWriter::write).toList())
                .addAllLogs(keeping.logs().stream().map(KeepingWriter::write).toList())
                .build();
    }

    private static Hold write(io.quorate.engine.keeping.Hold hold) {
        Hold.Builder written =
                Hold.newBuilder()
                        .setHoldId(hold.id().value())
                        .setPlacedAt(Moments.write(hold.placedAt()))
                        .setFrom(Moments.write(hold.from()))
                        .setDecisionId(hold.decision().map(DecisionId::value).orElse(""))
                        .setOperator(hold.operator())
                        .setReason(hold.reason());
        hold.to().ifPresent(to -> written.setTo(Moments.write(to)));
        return written.build();
    }

    private static RetentionPromise write(Promise promise) {
        return RetentionPromise.newBuilder()
                .setPool(promise.pool())
                .setKeepFor(Moments.write(promise.keepFor()))
                .setHighRisk(promise.risk() == Promise.Risk.HIGH)
                .build();
    }

    private static KeptLog write(LogKept log) {
        KeptLog.Builder written =
                KeptLog.newBuilder()
                        .setOrigin(log.origin().value())
                        .setSize(log.size())
                        .setMinimumIndex(log.minimum());
        log.certificate().ifPresent(written::setCertificateIndex);
        log.oldest().ifPresent(oldest -> written.setOldestAt(Moments.write(oldest)));
        return written.build();
    }
}
