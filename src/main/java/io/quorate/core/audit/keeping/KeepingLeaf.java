package io.quorate.core.audit.keeping;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.audit.keeping.KeepingRecord.Erased;
import io.quorate.core.audit.keeping.KeepingRecord.Exported;
import io.quorate.core.audit.keeping.KeepingRecord.Held;
import io.quorate.core.audit.keeping.KeepingRecord.Lifted;
import io.quorate.core.audit.keeping.KeepingRecord.Ordered;
import io.quorate.core.audit.keeping.KeepingRecord.Pruned;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Origin;
import java.util.Map;

/// The bytes of a record about the keeping of the log.
public final class KeepingLeaf {
    /// What stands in a deletion certificate as `kind`.
    public static final String CERTIFICATE = "deletion_certificate";

    /// The slot of the reason that was given.
    public static final String REASON = "reason";

    private static final long VERSION = 1;

    private static final Shape<Erased> ERASED =
            Shape.of(
                    Erased.class,
                    erased ->
                            ordered(erased, "erasure")
                                    .text("scope", e -> e.scope().name())
                                    .texts(
                                            "decision_ids",
                                            e ->
                                                    e.decisions().stream()
                                                            .map(DecisionId::value)
                                                            .toList()));

    private static final Shape<Held> HELD =
            Shape.of(
                    Held.class,
                    held ->
                            ordered(held, "hold")
                                    .text("hold_id", h -> h.hold().value())
                                    .time("from", Held::from)
                                    .timeIfPresent("to", Held::to)
                                    .textIfPresent(
                                            "decision_id",
                                            h -> h.decision().map(DecisionId::value)));

    private static final Shape<Lifted> LIFTED =
            Shape.of(
                    Lifted.class,
                    lifted ->
                            ordered(lifted, "hold_lifted").text("hold_id", l -> l.hold().value()));

    private static final Shape<Pruned> PRUNED =
            Shape.of(
                    Pruned.class,
                    pruned ->
                            head(pruned, CERTIFICATE)
                                    .whole("previous_minimum_index", Pruned::previous)
                                    .whole("minimum_index", Pruned::minimum)
                                    .whole("records", Pruned::records)
                                    .text("root", p -> p.root().hex())
                                    .time("first_at", Pruned::first)
                                    .time("last_at", Pruned::last)
                                    .time("kept_from", Pruned::keptFrom)
                                    .whole("keep_for_seconds", p -> p.keepFor().toSeconds()));

    private static final Shape<Exported> EXPORTED =
            Shape.of(
                    Exported.class,
                    exported ->
                            ordered(exported, "export")
                                    .text("form", e -> e.form().name())
                                    .time("from", Exported::from)
                                    .time("to", Exported::to)
                                    .textIfPresent("log", e -> e.log().map(Origin::value))
                                    .texts("conditions", Exported::conditions));

    private KeepingLeaf() {}

    public static byte[] of(KeepingRecord record) {
        CanonicalJson json = new CanonicalJson();
        return switch (record) {
            case Erased erased -> json.write(ERASED, erased);
            case Held held -> json.write(HELD, held);
            case Lifted lifted -> json.write(LIFTED, lifted);
            case Pruned pruned -> json.write(PRUNED, pruned);
            case Exported exported -> json.write(EXPORTED, exported);
        };
    }

    /// What stands in the leaf as `kind`.
    public static String kind(KeepingRecord record) {
        return switch (record) {
            case Erased _ -> "erasure";
            case Held _ -> "hold";
            case Lifted _ -> "hold_lifted";
            case Pruned _ -> CERTIFICATE;
            case Exported _ -> "export";
        };
    }

    private static <T extends KeepingRecord> Members<T> head(Members<T> members, String kind) {
        return members.whole("v", _ -> VERSION)
                .constant("kind", kind)
                .text("origin", record -> record.origin().value())
                .time("at", KeepingRecord::at);
    }

    private static <T extends Ordered> Members<T> ordered(Members<T> members, String kind) {
        return head(members, kind)
                .text("operator", record -> record.order().operator())
                .textMap(
                        "commitments",
                        record -> Map.of(REASON, record.order().reason().hex()),
                        commitment -> commitment);
    }
}
