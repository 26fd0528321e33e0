package io.quorate.core.audit.sidecar;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Members;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.audit.sidecar.SidecarRecord.DecidedAgain;
import io.quorate.core.audit.sidecar.SidecarRecord.Duplicate;
import io.quorate.core.audit.sidecar.SidecarRecord.Lost;
import io.quorate.core.audit.sidecar.SidecarRecord.Range;
import io.quorate.core.audit.sidecar.SidecarRecord.Recovered;
import io.quorate.core.audit.sidecar.SidecarRecord.Refused;
import io.quorate.core.audit.sidecar.SidecarRecord.Span;
import io.quorate.core.audit.sidecar.SidecarRecord.SpoolLost;
import io.quorate.core.audit.sidecar.SidecarRecord.Spooled;
import io.quorate.core.audit.sidecar.SidecarRecord.Started;
import io.quorate.core.audit.sidecar.SidecarRecord.Stopped;
import java.util.Optional;
import java.util.OptionalLong;

/// The bytes of a sidecar's record in the log.
public final class SidecarLeaf {
    private static final long VERSION = 1;

    private static final Shape<Started> STARTED =
            Shape.of(
                    Started.class,
                    started ->
                            head(started, "start")
                                    .whole("epoch", Started::epoch)
                                    .text("previous", s -> s.previous().name())
                                    .whole("first_sequence_number", Started::firstSequence));

    private static final Shape<Stopped> STOPPED =
            Shape.of(
                    Stopped.class,
                    stopped ->
                            head(stopped, "stop")
                                    .whole("epoch", Stopped::epoch)
                                    .whole("last_sequence_number", Stopped::lastSequence));

    private static final Shape<Range> RANGE =
            Shape.of(
                    Range.class,
                    range ->
                            range.whole("first", Range::first)
                                    .whole("last", Range::last)
                                    .text("cause", r -> r.cause().name()));

    private static final Shape<Lost> LOST =
            Shape.of(
                    Lost.class,
                    lost ->
                            head(lost, "lost")
                                    .whole("count", Lost::count)
                                    .objects("ranges", Lost::ranges, RANGE));

    private static final Shape<Duplicate> DUPLICATE =
            Shape.of(
                    Duplicate.class,
                    duplicate ->
                            head(duplicate, "duplicate")
                                    .whole("sequence_number", Duplicate::sequence)
                                    .textIfPresent("service", d -> nonEmpty(d.service()))
                                    .text("request_id", d -> d.request().value())
                                    .text("duplicate_of", d -> d.duplicateOf().value()));

    private static final Shape<Refused> REFUSED =
            Shape.of(
                    Refused.class,
                    refused ->
                            head(refused, "refused")
                                    .constant("reason", "REQUEST_ID_REUSED")
                                    .whole("sequence_number", Refused::sequence)
                                    .textIfPresent("service", r -> nonEmpty(r.service()))
                                    .text("request_id", r -> r.request().value())
                                    .text("decision_id", r -> r.first().value()));

    private static final Shape<Span> SPAN =
            Shape.of(
                    Span.class, span -> span.whole("first", Span::first).whole("last", Span::last));

    private static final Shape<Spooled> SPOOLED =
            Shape.of(
                    Spooled.class,
                    spooled ->
                            head(spooled, "spooled")
                                    .whole("count", Spooled::count)
                                    .objects("ranges", Spooled::spans, SPAN)
                                    .whole("torn_bytes", Spooled::tornBytes)
                                    .whole("damaged_bytes", Spooled::damagedBytes));

    private static final Shape<Recovered> RECOVERED =
            Shape.of(
                    Recovered.class,
                    recovered -> head(recovered, "recovered").whole("count", Recovered::count));

    private static final Shape<DecidedAgain> DECIDED_AGAIN =
            Shape.of(
                    DecidedAgain.class,
                    again ->
                            head(again, "decided_again")
                                    .textIfPresent("service", a -> nonEmpty(a.service()))
                                    .text("request_id", a -> a.request().value())
                                    .text("decision_id", a -> a.decision().value())
                                    .text("first_decision_id", a -> a.first().value()));

    private static final Shape<SpoolLost> SPOOL_LOST =
            Shape.of(
                    SpoolLost.class,
                    lost -> head(lost, "spool_lost").text("spool", SpoolLost::spool));

    private SidecarLeaf() {}

    public static byte[] of(SidecarRecord record) {
        CanonicalJson json = new CanonicalJson();
        return switch (record) {
            case Started started -> json.write(STARTED, started);
            case Stopped stopped -> json.write(STOPPED, stopped);
            case Lost lost -> json.write(LOST, lost);
            case Duplicate duplicate -> json.write(DUPLICATE, duplicate);
            case Refused refused -> json.write(REFUSED, refused);
            case Spooled spooled -> json.write(SPOOLED, spooled);
            case Recovered recovered -> json.write(RECOVERED, recovered);
            case DecidedAgain again -> json.write(DECIDED_AGAIN, again);
            case SpoolLost lost -> json.write(SPOOL_LOST, lost);
        };
    }

    /// What stands in the leaf as `kind`.
    public static String kind(SidecarRecord record) {
        return switch (record) {
            case Started _ -> "start";
            case Stopped _ -> "stop";
            case Lost _ -> "lost";
            case Duplicate _ -> "duplicate";
            case Refused _ -> "refused";
            case Spooled _ -> "spooled";
            case Recovered _ -> "recovered";
            case DecidedAgain _ -> "decided_again";
            case SpoolLost _ -> "spool_lost";
        };
    }

    /// The sequence number of the call that the record is about, if it is about one.
    public static OptionalLong sequence(SidecarRecord record) {
        return switch (record) {
            case Duplicate duplicate -> OptionalLong.of(duplicate.sequence());
            case Refused refused -> OptionalLong.of(refused.sequence());
            case Started _,
                    Stopped _,
                    Lost _,
                    Spooled _,
                    Recovered _,
                    DecidedAgain _,
                    SpoolLost _ ->
                    OptionalLong.empty();
        };
    }

    private static <T extends SidecarRecord> Members<T> head(Members<T> members, String kind) {
        return members.whole("v", _ -> VERSION)
                .constant("kind", kind)
                .text("origin", record -> record.origin().value())
                .time("at", SidecarRecord::at);
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(present -> !present.isEmpty());
    }
}
