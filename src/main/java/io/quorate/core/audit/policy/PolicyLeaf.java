package io.quorate.core.audit.policy;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.audit.policy.PolicyRecord.Occasion;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Origin;

/// The bytes of a policy's record in the log.
public final class PolicyLeaf {
    /// What stands in the leaf as `kind`.
    public static final String KIND = "policy";

    private static final long VERSION = 1;

    private static final Shape<PolicyRecord> POLICY =
            Shape.of(
                    PolicyRecord.class,
                    policy ->
                            policy.whole("v", _ -> VERSION)
                                    .constant("kind", KIND)
                                    .text("origin", p -> p.origin().value())
                                    .time("at", PolicyRecord::at)
                                    .text("occasion", p -> p.occasion().name())
                                    .text("policy_digest", p -> p.digest().hex())
                                    .textIfPresent(
                                            "previous_policy_digest",
                                            p -> p.previous().map(Digest::hex))
                                    .texts("changes", PolicyRecord::changes)
                                    .whole("further_changes", PolicyRecord::further)
                                    .whole("policies_passed", PolicyRecord::passed));

    private PolicyLeaf() {}

    public static byte[] of(PolicyRecord record) {
        return new CanonicalJson().write(POLICY, record);
    }

    /// The record that was written.
    ///
    /// @throws IllegalArgumentException if the bytes are not the leaf of a policy
    public static PolicyRecord read(byte[] leaf) {
        Fields fields = Fields.of(JsonReader.read(leaf));
        if (fields.whole("v") != VERSION || !fields.text("kind").equals(KIND)) {
            throw new IllegalArgumentException("no record of a policy of version " + VERSION);
        }
        return new PolicyRecord(
                new Origin(fields.text("origin")),
                fields.time("at"),
                Occasion.valueOf(fields.text("occasion")),
                new Digest(fields.text("policy_digest")),
                fields.textIfPresent("previous_policy_digest").map(Digest::new),
                fields.texts("changes"),
                fields.whole("further_changes"),
                fields.whole("policies_passed"));
    }
}
