package io.quorate.edge.wire;

import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.PoolId;
import io.quorate.edge.wire.v1.AddCanaryRequest;
import io.quorate.edge.wire.v1.AddCanaryResponse;
import io.quorate.edge.wire.v1.KeptCanary;
import io.quorate.edge.wire.v1.ListCanariesRequest;
import io.quorate.edge.wire.v1.ListCanariesResponse;
import io.quorate.edge.wire.v1.RetireCanaryRequest;
import io.quorate.edge.wire.v1.RetireCanaryResponse;
import io.quorate.edge.wire.v1.RevokeCanaryRequest;
import io.quorate.edge.wire.v1.RevokeCanaryResponse;
import io.quorate.engine.canary.Canaries;
import io.quorate.engine.canary.CanaryRegister.Kept;
import io.quorate.engine.canary.CanaryWish;
import io.quorate.engine.draft.CanaryReader;
import io.quorate.engine.draft.DraftReader.Reading;
import java.util.List;
import java.util.Optional;

/// Reads what is wanted of canaries, and writes what is known of them.
public final class CanaryMessages {
    private CanaryMessages() {}

    public static Reading<CanaryWish.Add> read(AddCanaryRequest request) {
        return CanaryReader.add(
                new CanaryReader.Drafted(
                        request.getCanaryId(),
                        request.hasSubmission()
                                ? Optional.of(RequestReader.submission(request.getSubmission()))
                                : Optional.empty(),
                        request.getRight(),
                        request.getPoolsList(),
                        request.getOperator()),
                RequestReader.NAMES);
    }

    public static Reading<Optional<CanaryId>> read(ListCanariesRequest request) {
        return CanaryReader.page(request.getAfter());
    }

    public static Reading<CanaryWish.Retire> read(RetireCanaryRequest request) {
        return CanaryReader.retire(
                request.getCanaryId(), request.getOperator(), request.getReason());
    }

    public static Reading<CanaryWish.Revoke> read(RevokeCanaryRequest request) {
        return CanaryReader.revoke(
                request.getCanaryId(), request.getOperator(), request.getReason());
    }

    public static AddCanaryResponse added(Kept kept) {
        return AddCanaryResponse.newBuilder().setCanary(canary(kept)).build();
    }

    public static RetireCanaryResponse retired(Kept kept) {
        return RetireCanaryResponse.newBuilder().setCanary(canary(kept)).build();
    }

    public static RevokeCanaryResponse revoked(Canaries.Unlearnt unlearnt) {
        return RevokeCanaryResponse.newBuilder().setLabels(unlearnt.labels()).build();
    }

    public static ListCanariesResponse listed(List<Kept> page) {
        ListCanariesResponse.Builder listed = ListCanariesResponse.newBuilder();
        page.forEach(kept -> listed.addCanaries(canary(kept)));
        if (page.size() == Canaries.PAGE) {
            listed.setNextAfter(page.getLast().canary().id().value());
        }
        return listed.build();
    }

    private static KeptCanary canary(Kept kept) {
        KeptCanary.Builder builder =
                KeptCanary.newBuilder()
                        .setCanaryId(kept.canary().id().value())
                        .setQuestion(kept.gist())
                        .setRight(kept.canary().right().value())
                        .addAllPools(kept.pools().stream().map(PoolId::value).toList())
                        .setOperator(kept.operator())
                        .setAddedAt(Moments.write(kept.addedAt()));
        kept.retiredAt().ifPresent(at -> builder.setRetiredAt(Moments.write(at)));
        return builder.build();
    }
}
