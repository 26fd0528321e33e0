package io.quorate.core.audit.reputation;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.audit.reputation.ReputationRecord.Alerted;
import io.quorate.core.audit.reputation.ReputationRecord.Effect;
import io.quorate.core.audit.reputation.ReputationRecord.Labelled;
import io.quorate.core.audit.reputation.ReputationRecord.Moved;
import io.quorate.core.audit.reputation.ReputationRecord.Registered;
import io.quorate.core.audit.reputation.ReputationRecord.Revoked;
import io.quorate.core.protocol.Digest;
import java.util.Optional;

/// The bytes of a record about agents in the log.
public final class ReputationLeaf {
    private static final long VERSION = 1;

    private static final Shape<Effect> EFFECT =
            Shape.of(
                    Effect.class,
                    effect ->
                            effect.text("agent_id", e -> e.agent().value())
                                    .whole("before", Effect::before)
                                    .whole("after", Effect::after)
                                    .textIfPresent("drift", Effect::drift));

    private static final Shape<Labelled> LABELLED =
            Shape.of(
                    Labelled.class,
                    labelled ->
                            head(labelled, "label")
                                    .text("decision_id", l -> l.decision().value())
                                    .text("right", l -> l.right().value())
                                    .text("source", Labelled::source)
                                    .textIfPresent("reporter", l -> nonEmpty(l.reporter()))
                                    .objects("effects", Labelled::effects, EFFECT));

    private static final Shape<Revoked> REVOKED =
            Shape.of(
                    Revoked.class,
                    revoked ->
                            head(revoked, "label_revoked")
                                    .text("decision_id", r -> r.decision().value())
                                    .text("right", r -> r.right().value())
                                    .textMap("commitments", Revoked::commitments, Digest::hex)
                                    .objects("effects", Revoked::effects, EFFECT));

    private static final Shape<Moved> MOVED =
            Shape.of(
                    Moved.class,
                    moved ->
                            head(moved, "standing")
                                    .text("agent_id", m -> m.agent().value())
                                    .text("from", m -> m.from().name())
                                    .text("to", m -> m.to().name())
                                    .whole("strikes", Moved::strikes)
                                    .timeIfPresent("until", Moved::until)
                                    .text("cause", Moved::cause)
                                    .textIfPresent("evidence", m -> nonEmpty(m.evidence()))
                                    .textMap("commitments", Moved::commitments, Digest::hex));

    private static final Shape<Registered> REGISTERED =
            Shape.of(
                    Registered.class,
                    registered ->
                            head(registered, "registration")
                                    .text("agent_id", r -> r.agent().value())
                                    .text("fault_domain", r -> r.domain().value())
                                    .textIfPresent("specialization", Registered::specialization));

    private static final Shape<Alerted> ALERTED =
            Shape.of(
                    Alerted.class,
                    alerted ->
                            head(alerted, "alert")
                                    .text("agent_id", a -> a.agent().value())
                                    .text("fault_kind", a -> a.kind().name())
                                    .text("evidence", Alerted::evidence));

    private ReputationLeaf() {}

    public static byte[] of(ReputationRecord record) {
        CanonicalJson json = new CanonicalJson();
        return switch (record) {
            case Labelled labelled -> json.write(LABELLED, labelled);
            case Revoked revoked -> json.write(REVOKED, revoked);
            case Moved moved -> json.write(MOVED, moved);
            case Registered registered -> json.write(REGISTERED, registered);
            case Alerted alerted -> json.write(ALERTED, alerted);
        };
    }

    /// What stands in the leaf as `kind`.
    public static String kind(ReputationRecord record) {
        return switch (record) {
            case Labelled _ -> "label";
            case Revoked _ -> "label_revoked";
            case Moved _ -> "standing";
            case Registered _ -> "registration";
            case Alerted _ -> "alert";
        };
    }

    private static <T extends ReputationRecord> Members<T> head(Members<T> members, String kind) {
        return members.whole("v", _ -> VERSION)
                .constant("kind", kind)
                .text("origin", record -> record.head().origin().value())
                .time("at", record -> record.head().at())
                .text("pool", record -> record.head().pool().value());
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(present -> !present.isEmpty());
    }
}
