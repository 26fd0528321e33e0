package io.quorate.core.audit.aside;

import io.quorate.core.audit.aside.CanaryRecord.Added;
import io.quorate.core.audit.aside.CanaryRecord.Retired;
import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;

/// The bytes of a record of what an operator did about a canary.
public final class CanaryLeaf {
    private static final long VERSION = 1;

    private static final Shape<Added> ADDED =
            Shape.of(
                    Added.class,
                    added ->
                            common(added, "canary_added")
                                    .texts(
                                            "pools",
                                            a -> a.pools().stream().map(PoolId::value).toList())
                                    .text("right", a -> a.right().value()));

    private static final Shape<Retired> RETIRED =
            Shape.of(Retired.class, retired -> common(retired, "canary_retired"));

    private CanaryLeaf() {}

    public static byte[] of(CanaryRecord record) {
        CanonicalJson json = new CanonicalJson();
        return switch (record) {
            case Added added -> json.write(ADDED, added);
            case Retired retired -> json.write(RETIRED, retired);
        };
    }

    /// What stands in the leaf as `kind`.
    public static String kind(CanaryRecord record) {
        return switch (record) {
            case Added _ -> "canary_added";
            case Retired _ -> "canary_retired";
        };
    }

    private static <T extends CanaryRecord> Members<T> common(Members<T> members, String kind) {
        return members.whole("v", _ -> VERSION)
                .constant("kind", kind)
                .text("origin", record -> record.head().origin().value())
                .time("at", record -> record.head().at())
                .text("canary_id", record -> record.head().canary().value())
                .textMap("commitments", record -> record.head().commitments(), Digest::hex);
    }
}
