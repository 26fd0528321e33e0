package io.quorate.core.audit.decision;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Arrival;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.EvidenceReview.ReviewedQuotation;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Usage;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads one round of a decision's leaf back.
///
/// @param pool the pool that held it
/// @param texts the votes' texts that still exist
record RoundReader(PoolId pool, Map<String, byte[]> texts) {

    RoundReport read(Fields round) {
        int number = (int) round.whole("number");
        List<Fields> seats = round.objects("seats");
        return new RoundReport(
                number,
                electorate(round.object("electorate"), seats),
                (int) round.whole("f"),
                (int) round.whole("q"),
                round.wholeIfPresent("weight_needed"),
                seats.stream().map(RoundReader::reception).toList(),
                votes(number, round.objects("votes")),
                round.objects("votes").stream().map(RoundReader::arrival).toList(),
                tally(round.object("tally")),
                round.objects("faults").stream().map(RoundReader::fault).toList(),
                new Digest(round.text("epoch_digest")),
                round.objectsIfPresent("shadow_votes").stream().map(RoundReader::shadow).toList(),
                round.realIfPresent("effective_voters"),
                round.objectIfPresent("evidence_review").map(RoundReader::review));
    }

    private static Electorate electorate(Fields electorate, List<Fields> seats) {
        return new Electorate(
                new PoolId(electorate.text("pool")),
                Weighting.valueOf(electorate.text("weighting")),
                electorate.texts("choices").stream().map(Choice::new).toList(),
                seats.stream().map(RoundReader::seat).toList(),
                (int) electorate.whole("t"),
                electorate.flag("correlated"),
                electorate.flag("unproven"),
                electorate.flag("labelled"),
                outlook(electorate.object("outlook")));
    }

    private static Outlook outlook(Fields outlook) {
        return new Outlook(
                outlook.wholes("log_prior"),
                outlook.whole("error_correlation"),
                outlook.whole("lapse"),
                outlook.whole("sharpness"));
    }

    private static Seat seat(Fields seat) {
        return new Seat(
                new AgentId(seat.text("agent_id")),
                new FaultDomain(seat.text("fault_domain")),
                Standing.valueOf(seat.text("standing")),
                seat.whole("weight"),
                seat.whole("weight_before_cap"),
                seat.real("confidence_threshold"),
                voice(seat));
    }

    /// As [RoundShape] writes it: rows are as long as they are many, at least two.
    private static Voice voice(Fields seat) {
        List<Long> all = seat.wholes("voice");
        if (all.isEmpty()) {
            return Voice.SILENT;
        }
        if (all.size() == 1) {
            return new Voice.Backing(all.getFirst());
        }
        int size = (int) Math.sqrt(all.size());
        List<List<Long>> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(all.subList(i * size, (i + 1) * size));
        }
        return new Voice.Confusion(rows);
    }

    private static Reception reception(Fields seat) {
        Optional<Fields> vote = seat.objectIfPresent("vote");
        if (vote.isPresent()) {
            return admitted(vote.get());
        }
        return seat.objectIfPresent("abstention")
                .<Reception>map(abstention ->
                        new Reception.Abstained(
                                Reception.AbstentionCause.valueOf(abstention.text("cause"))))
                .or(() -> seat.objectIfPresent("silence").map(RoundReader::silence))
                .or(() -> seat.objectIfPresent("not_admitted").map(RoundReader::notAdmitted))
                .or(() -> seat.objectIfPresent("not_needed").map(_ -> new Reception.NotNeeded()))
                .orElseThrow(() -> new IllegalArgumentException("a seat without a reception"));
    }

    private static Reception.Admitted admitted(Fields vote) {
        return new Reception.Admitted(
                new Choice(vote.text("choice")),
                vote.realIfPresent("confidence"),
                vote.realIfPresent("score"));
    }

    private static RoundReport.Shadow shadow(Fields shadow) {
        return new RoundReport.Shadow(
                new AgentId(shadow.text("agent_id")), admitted(shadow.object("vote")));
    }

    private static Reception silence(Fields silence) {
        return new Reception.Silent(Reception.SilenceCause.valueOf(silence.text("cause")));
    }

    private static Reception notAdmitted(Fields refused) {
        return new Reception.NotAdmitted(FaultKind.valueOf(refused.text("fault_kind")));
    }

    private List<Vote> votes(int round, List<Fields> votes) {
        List<Vote> cast = new ArrayList<>(votes.size());
        for (int i = 0; i < votes.size(); i++) {
            Vote bare = vote(votes.get(i));
            byte[] its = texts.get(ContentText.slot(pool.value(), round, i));
            cast.add(its == null ? bare : ContentText.restore(bare, its));
        }
        return cast;
    }

    private static Vote vote(Fields vote) {
        return new Vote(
                new AgentId(vote.text("agent_id")),
                vote.textIfPresent("choice").map(Choice::new),
                asCast(vote, "confidence"),
                asCast(vote, "score"),
                "",
                List.of(),
                vote.textIfPresent("cast_at").map(Instant::parse),
                Optional.empty(),
                vote.textIfPresent("defect"));
    }

    private static Arrival arrival(Fields vote) {
        return new Arrival(
                vote.wholeIfPresent("delay_micros"),
                vote.objectIfPresent("usage").map(RoundReader::usage));
    }

    private static Usage usage(Fields usage) {
        return new Usage(
                usage.whole("input_tokens"),
                usage.whole("output_tokens"),
                new BigDecimal(usage.text("cost")));
    }

    private static OptionalDouble asCast(Fields vote, String key) {
        return vote.textIfPresent(key + "_as_cast")
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElseGet(() -> vote.realIfPresent(key));
    }

    private static Tally tally(Fields tally) {
        return new Tally(
                tally.objects("choices").stream()
                        .map(choice ->
                                new Tally.ChoiceCount(
                                        new Choice(choice.text("choice")), count(choice)))
                        .toList(),
                count(tally.object("abstentions")),
                count(tally.object("silences")),
                count(tally.object("not_needed")));
    }

    private static Tally.Count count(Fields count) {
        return new Tally.Count((int) count.whole("heads"), count.whole("weight"));
    }

    private static Fault fault(Fields fault) {
        return new Fault(
                FaultKind.valueOf(fault.text("kind")),
                new AgentId(fault.text("agent_id")),
                fault.text("evidence"),
                fault.wholes("vote_indexes").stream().map(Math::toIntExact).toList());
    }

    private static EvidenceReview review(Fields review) {
        return new EvidenceReview(
                review.objects("quotations").stream()
                        .map(quotation ->
                                new ReviewedQuotation(
                                        new AgentId(quotation.text("agent_id")),
                                        new Choice(quotation.text("choice")),
                                        (int) quotation.whole("quotation_index"),
                                        quotation.flag("verified")))
                        .toList());
    }
}
