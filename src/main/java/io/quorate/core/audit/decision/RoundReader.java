package io.quorate.core.audit.decision;

import io.quorate.core.audit.json.Json;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.EvidenceReview.ReviewedQuotation;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Standing;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Weighting;
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
                tally(round.object("tally")),
                round.objects("faults").stream().map(RoundReader::fault).toList(),
                new Digest(round.text("epoch_digest")),
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
                electorate.flag("unproven"));
    }

    private static Seat seat(Fields seat) {
        return new Seat(
                new AgentId(seat.text("agent_id")),
                new FaultDomain(seat.text("fault_domain")),
                Standing.valueOf(seat.text("standing")),
                seat.whole("weight"),
                seat.whole("weight_before_cap"),
                seat.real("confidence_threshold"),
                voice(seat.items("voice")));
    }

    private static Voice voice(List<Json> rows) {
        if (rows.isEmpty()) {
            return Voice.SILENT;
        }
        return new Voice(rows.stream().map(row -> wholes("voice", row)).toList());
    }

    private static Reception reception(Fields seat) {
        Optional<Fields> vote = seat.objectIfPresent("vote");
        if (vote.isPresent()) {
            Fields admitted = vote.get();
            return new Reception.Admitted(
                    new Choice(admitted.text("choice")),
                    admitted.realIfPresent("confidence"),
                    admitted.realIfPresent("score"));
        }
        return seat.objectIfPresent("abstention")
                .<Reception>map(
                        abstention ->
                                new Reception.Abstained(
                                        Reception.AbstentionCause.valueOf(
                                                abstention.text("cause"))))
                .or(() -> seat.objectIfPresent("silence").map(RoundReader::silence))
                .or(() -> seat.objectIfPresent("not_admitted").map(RoundReader::notAdmitted))
                .or(() -> seat.objectIfPresent("not_needed").map(_ -> new Reception.NotNeeded()))
                .orElseThrow(() -> new IllegalArgumentException("a seat without a reception"));
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
            byte[] its = texts.get(VoteTexts.slot(pool, round, i));
            cast.add(its == null ? bare : VoteTexts.restore(bare, its));
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
                Optional.empty());
    }

    private static OptionalDouble asCast(Fields vote, String key) {
        return vote.textIfPresent(key + "_as_cast")
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElseGet(() -> vote.realIfPresent(key));
    }

    private static Tally tally(Fields tally) {
        return new Tally(
                tally.objects("choices").stream()
                        .map(
                                choice ->
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
                Fault.Party.valueOf(fault.text("party")),
                new AgentId(fault.text("agent_id")),
                fault.text("evidence"),
                fault.items("vote_indexes").stream()
                        .map(index -> (int) Fields.wholeOf("vote_indexes", index))
                        .toList());
    }

    private static EvidenceReview review(Fields review) {
        return new EvidenceReview(
                review.objects("quotations").stream()
                        .map(
                                quotation ->
                                        new ReviewedQuotation(
                                                new AgentId(quotation.text("agent_id")),
                                                new Choice(quotation.text("choice")),
                                                (int) quotation.whole("quotation_index"),
                                                quotation.flag("verified")))
                        .toList());
    }

    private static List<Long> wholes(String key, Json row) {
        if (row instanceof Json.Items items) {
            return items.values().stream().map(value -> Fields.wholeOf(key, value)).toList();
        }
        throw new IllegalArgumentException(key + ": an array was expected");
    }
}
