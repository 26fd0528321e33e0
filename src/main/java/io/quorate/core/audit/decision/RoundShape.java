package io.quorate.core.audit.decision;

import static io.quorate.core.audit.decision.DecisionShape.boxed;
import static io.quorate.core.audit.decision.DecisionShape.value;

import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.EvidenceReview.ReviewedQuotation;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How one round looks in JSON. A seat and the reception of its vote are one object; a vote stands
/// without its texts.
public final class RoundShape {
    /// A seat with how its vote was received.
    record SeatReception(Seat seat, Reception reception) {}

    /// A vote with how it came.
    record Cast(Vote vote, Arrival arrival) {}

    private static final Shape<Reception.Admitted> ADMITTED =
            Shape.of(
                    Reception.Admitted.class,
                    admitted ->
                            admitted.text("choice", a -> a.choice().value())
                                    .realIfPresent("confidence", a -> boxed(a.confidence()))
                                    .realIfPresent("score", a -> boxed(a.score())));

    private static final Shape<Reception.Abstained> ABSTAINED =
            Shape.of(
                    Reception.Abstained.class,
                    abstained -> abstained.text("cause", a -> a.cause().name()));

    private static final Shape<Reception.Silent> SILENT =
            Shape.of(Reception.Silent.class, silent -> silent.text("cause", s -> s.cause().name()));

    private static final Shape<Reception.NotAdmitted> NOT_ADMITTED =
            Shape.of(
                    Reception.NotAdmitted.class,
                    refused -> refused.text("fault_kind", r -> r.fault().name()));

    private static final Shape<Reception.NotNeeded> NOT_NEEDED =
            Shape.of(Reception.NotNeeded.class, _ -> {});

    private static final Shape<SeatReception> SEAT =
            Shape.of(
                    SeatReception.class,
                    seat ->
                            seat.text("agent_id", s -> s.seat().agent().value())
                                    .text("fault_domain", s -> s.seat().domain().value())
                                    .text("standing", s -> s.seat().standing().name())
                                    .whole("weight", s -> s.seat().weight())
                                    .whole("weight_before_cap", s -> s.seat().ownWeight())
                                    .real(
                                            "confidence_threshold",
                                            s -> s.seat().confidenceThreshold())
                                    .json("voice", s -> rows(s.seat().voice()))
                                    .objectIfPresent(
                                            "vote",
                                            s -> received(s, Reception.Admitted.class),
                                            ADMITTED)
                                    .objectIfPresent(
                                            "abstention",
                                            s -> received(s, Reception.Abstained.class),
                                            ABSTAINED)
                                    .objectIfPresent(
                                            "silence",
                                            s -> received(s, Reception.Silent.class),
                                            SILENT)
                                    .objectIfPresent(
                                            "not_admitted",
                                            s -> received(s, Reception.NotAdmitted.class),
                                            NOT_ADMITTED)
                                    .objectIfPresent(
                                            "not_needed",
                                            s -> received(s, Reception.NotNeeded.class),
                                            NOT_NEEDED));

    private static final Shape<RoundReport.Shadow> SHADOW =
            Shape.of(
                    RoundReport.Shadow.class,
                    shadow ->
                            shadow.text("agent_id", s -> s.agent().value())
                                    .object("vote", RoundReport.Shadow::vote, ADMITTED));

    /// A number that is none in JSON, such as NaN, was cast all the same and is kept as a text.
    private static final Shape<Usage> USAGE =
            Shape.of(
                    Usage.class,
                    usage ->
                            usage.whole("input_tokens", Usage::input)
                                    .whole("output_tokens", Usage::output)
                                    .text("cost", u -> u.cost().toPlainString()));

    private static final Shape<Cast> VOTE =
            Shape.of(
                    Cast.class,
                    vote ->
                            vote.text("agent_id", v -> v.vote().agent().value())
                                    .textIfPresent("choice", v -> value(v.vote().choice()))
                                    .realIfPresent("confidence", v -> number(v.vote().confidence()))
                                    .textIfPresent(
                                            "confidence_as_cast",
                                            v -> noNumber(v.vote().confidence()))
                                    .realIfPresent("score", v -> number(v.vote().score()))
                                    .textIfPresent("score_as_cast", v -> noNumber(v.vote().score()))
                                    .textIfPresent(
                                            "cast_at", v -> v.vote().castAt().map(Object::toString))
                                    .wholeIfPresent("delay_micros", v -> boxed(v.arrival().delay()))
                                    .objectIfPresent("usage", v -> v.arrival().usage(), USAGE)
                                    .textIfPresent("defect", v -> v.vote().defect()));

    private static final Shape<Outlook> OUTLOOK =
            Shape.of(
                    Outlook.class,
                    outlook ->
                            outlook.json("log_prior", o -> wholes(o.logPrior()))
                                    .whole("error_correlation", Outlook::errorCorrelation)
                                    .whole("lapse", Outlook::lapse)
                                    .whole("sharpness", Outlook::sharpness));

    private static final Shape<Electorate> ELECTORATE =
            Shape.of(
                    Electorate.class,
                    electorate ->
                            electorate
                                    .text("pool", e -> e.pool().value())
                                    .text("weighting", e -> e.weighting().name())
                                    .texts(
                                            "choices",
                                            e -> e.choices().stream().map(Choice::value).toList())
                                    .whole("t", Electorate::domainsTolerated)
                                    .flag("correlated", Electorate::correlated)
                                    .flag("unproven", Electorate::unproven)
                                    .flag("labelled", Electorate::labelled)
                                    .object("outlook", Electorate::outlook, OUTLOOK));

    private static final Shape<Tally.Count> COUNT =
            Shape.of(
                    Tally.Count.class,
                    count ->
                            count.whole("heads", Tally.Count::heads)
                                    .whole("weight", Tally.Count::weight));

    private static final Shape<Tally.ChoiceCount> CHOICE_COUNT =
            Shape.of(
                    Tally.ChoiceCount.class,
                    count ->
                            count.text("choice", c -> c.choice().value())
                                    .whole("heads", c -> c.count().heads())
                                    .whole("weight", c -> c.count().weight()));

    private static final Shape<Tally> TALLY =
            Shape.of(
                    Tally.class,
                    tally ->
                            tally.objects("choices", Tally::choices, CHOICE_COUNT)
                                    .object("abstentions", Tally::abstentions, COUNT)
                                    .object("silences", Tally::silences, COUNT)
                                    .object("not_needed", Tally::notNeeded, COUNT));

    private static final Shape<Fault> FAULT =
            Shape.of(
                    Fault.class,
                    fault ->
                            fault.text("kind", f -> f.kind().name())
                                    .text("party", f -> f.kind().party().name())
                                    .text("agent_id", f -> f.agent().value())
                                    .text("evidence", Fault::evidence)
                                    .json("vote_indexes", f -> wholes(f.votes())));

    private static final Shape<ReviewedQuotation> REVIEWED =
            Shape.of(
                    ReviewedQuotation.class,
                    quotation ->
                            quotation
                                    .text("agent_id", q -> q.agent().value())
                                    .text("choice", q -> q.choice().value())
                                    .whole("quotation_index", ReviewedQuotation::position)
                                    .flag("verified", ReviewedQuotation::verified));

    private static final Shape<EvidenceReview> REVIEW =
            Shape.of(
                    EvidenceReview.class,
                    review -> review.objects("quotations", EvidenceReview::quotations, REVIEWED));

    public static final Shape<RoundReport> ROUND =
            Shape.of(
                    RoundReport.class,
                    round ->
                            round.whole("number", RoundReport::number)
                                    .object("electorate", RoundReport::electorate, ELECTORATE)
                                    .whole("f", RoundReport::f)
                                    .whole("q", RoundReport::q)
                                    .wholeIfPresent("weight_needed", r -> boxed(r.weightNeeded()))
                                    .objects("seats", RoundShape::seats, SEAT)
                                    .objects("votes", RoundShape::cast, VOTE)
                                    .object("tally", RoundReport::tally, TALLY)
                                    .objects("faults", RoundReport::faults, FAULT)
                                    .text("epoch_digest", r -> r.epoch().hex())
                                    .objectsIfAny("shadow_votes", RoundReport::shadows, SHADOW)
                                    .realIfPresent(
                                            "effective_voters", r -> boxed(r.effectiveVoters()))
                                    .objectIfPresent(
                                            "evidence_review", r -> r.evidenceReview(), REVIEW));

    private RoundShape() {}

    private static List<Cast> cast(RoundReport round) {
        List<Cast> cast = new ArrayList<>(round.votes().size());
        for (int i = 0; i < round.votes().size(); i++) {
            cast.add(new Cast(round.votes().get(i), round.arrivals().get(i)));
        }
        return cast;
    }

    private static List<SeatReception> seats(RoundReport round) {
        List<SeatReception> seats = new ArrayList<>(round.receptions().size());
        for (int i = 0; i < round.receptions().size(); i++) {
            seats.add(
                    new SeatReception(
                            round.electorate().seats().get(i), round.receptions().get(i)));
        }
        return seats;
    }

    private static <R extends Reception> Optional<R> received(SeatReception seat, Class<R> type) {
        return Optional.of(seat.reception()).filter(type::isInstance).map(type::cast);
    }

    /// Nothing for a silent voice, one number for one that backs what it votes for, all rows, one
    /// after the other, for one that knows its errors.
    private static Json rows(Voice voice) {
        return switch (voice) {
            case Voice.Silent _ -> wholes(List.of());
            case Voice.Backing(long logOdds) -> wholes(List.of(logOdds));
            case Voice.Confusion(var rows) -> wholes(rows.stream().flatMap(List::stream).toList());
        };
    }

    private static Json wholes(List<? extends Number> values) {
        return Json.of(values.stream().map(value -> Json.of(value.longValue())).toList());
    }

    private static Optional<Double> number(OptionalDouble value) {
        return boxed(value).filter(RoundShape::isNumber);
    }

    private static Optional<String> noNumber(OptionalDouble value) {
        return boxed(value).filter(cast -> !isNumber(cast)).map(String::valueOf);
    }

    /// Negative zero is told from zero, although JSON's canonical form does not.
    private static boolean isNumber(double value) {
        return Double.isFinite(value) && (value != 0 || 1 / value > 0);
    }
}
