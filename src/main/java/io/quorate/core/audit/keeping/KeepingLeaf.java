package io.quorate.core.audit.keeping;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.audit.keeping.KeepingRecord.Erased;
import io.quorate.core.protocol.DecisionId;
import java.util.Map;

/// The bytes of a record about the keeping of the log.
public final class KeepingLeaf {
    /// The slot of the reason that was given.
    public static final String REASON = "reason";

    private static final long VERSION = 1;

    private static final Shape<Erased> ERASED =
            Shape.of(
                    Erased.class,
                    erased ->
                            head(erased, "erasure")
                                    .text("scope", e -> e.scope().name())
                                    .texts(
                                            "decision_ids",
                                            e ->
                                                    e.decisions().stream()
                                                            .map(DecisionId::value)
                                                            .toList()));

    private KeepingLeaf() {}

    public static byte[] of(KeepingRecord record) {
        CanonicalJson json = new CanonicalJson();
        return switch (record) {
            case Erased erased -> json.write(ERASED, erased);
        };
    }

    /// What stands in the leaf as `kind`.
    public static String kind(KeepingRecord record) {
        return switch (record) {
            case Erased _ -> "erasure";
        };
    }

    private static <T extends KeepingRecord> Members<T> head(Members<T> members, String kind) {
        return members.whole("v", _ -> VERSION)
                .constant("kind", kind)
                .text("origin", record -> record.origin().value())
                .time("at", KeepingRecord::at)
                .text("operator", record -> record.order().operator())
                .textMap(
                        "commitments",
                        record -> Map.of(REASON, record.order().reason().hex()),
                        commitment -> commitment);
    }
}
