package io.quorate.core.audit.aside;

import io.quorate.core.audit.aside.AsideRecord.Asked;
import io.quorate.core.audit.aside.AsideRecord.Collected;
import io.quorate.core.audit.decision.RoundShape;
import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Digest;
import java.util.Optional;

/// The bytes of a record of what agents were asked beside the calls.
public final class AsideLeaf {
    /// The slot of a round that is too much for a leaf.
    public static final String ROUND = "round";

    private static final long VERSION = 1;

    private static final Shape<Collected> COLLECTED =
            Shape.of(Collected.class, collected -> common(collected, "collected"));

    private static final Shape<Asked> ASKED =
            Shape.of(
                    Asked.class,
                    asked ->
                            common(asked, "canary")
                                    .text("canary_id", Asked::canary)
                                    .text("right", a -> a.right().value()));

    private AsideLeaf() {}

    /// The leaf, which may be too long for one until its round lies apart.
    public static byte[] of(AsideRecord record) {
        CanonicalJson json = new CanonicalJson();
        return switch (record) {
            case Collected collected -> json.write(COLLECTED, collected);
            case Asked asked -> json.write(ASKED, asked);
        };
    }

    /// The round alone, as it lies apart.
    public static byte[] round(AsideRecord record) {
        return new CanonicalJson().write(RoundShape.ROUND, record.round());
    }

    /// What stands in the leaf as `kind`.
    public static String kind(AsideRecord record) {
        return switch (record) {
            case Collected _ -> "collected";
            case Asked _ -> "canary";
        };
    }

    private static <T extends AsideRecord> Members<T> common(Members<T> members, String kind) {
        return members.whole("v", _ -> VERSION)
                .constant("kind", kind)
                .text("origin", record -> record.head().origin().value())
                .time("at", record -> record.head().at())
                .text("decision_id", record -> record.head().decision().value())
                .text("pool", record -> record.head().pool().value())
                .objectIfPresent(
                        "round",
                        record ->
                                record.commitments().containsKey(ROUND)
                                        ? Optional.empty()
                                        : Optional.of(record.round()),
                        RoundShape.ROUND)
                .textMap("commitments", AsideRecord::commitments, Digest::hex);
    }
}
