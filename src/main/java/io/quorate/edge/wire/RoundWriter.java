package io.quorate.edge.wire;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Tally;
import io.quorate.edge.wire.v1.AdmittedAbstention;
import io.quorate.edge.wire.v1.AdmittedVote;
import io.quorate.edge.wire.v1.ChoiceCount;
import io.quorate.edge.wire.v1.Count;
import io.quorate.edge.wire.v1.FaultDomain;
import io.quorate.edge.wire.v1.NotAdmitted;
import io.quorate.edge.wire.v1.NotNeeded;
import io.quorate.edge.wire.v1.ReviewedQuotation;
import io.quorate.edge.wire.v1.Round;
import io.quorate.edge.wire.v1.ShadowVote;
import io.quorate.edge.wire.v1.Silence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes how a round went.
final class RoundWriter {
    private RoundWriter() {}

    static Round write(RoundReport report) {
        Round.Builder round =
                Round.newBuilder()
                        .setNumber(report.number())
                        .setElectorate(electorate(report))
                        .setTally(tally(report.tally()));
        List<Seat> seats = report.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            Reception reception = report.receptions().get(i);
            round.addSeats(seat(seats.get(i), reception));
            if (reception instanceof Reception.Admitted
                    || reception instanceof Reception.Abstained) {
                round.addParticipatingAgents(seats.get(i).agent().value());
            }
        }
        report.faults().forEach(fault -> round.addFaults(fault(fault)));
        for (RoundReport.Shadow shadow : report.shadows()) {
            round.addShadowVotes(
                    ShadowVote.newBuilder()
                            .setAgentId(shadow.agent().value())
                            .setVote(admitted(shadow.vote())));
        }
        report.effectiveVoters().ifPresent(round::setEffectiveVoters);
        report.evidenceReview().ifPresent(review -> round.setEvidenceReview(review(review)));
        return round.build();
    }

    private static io.quorate.edge.wire.v1.Electorate electorate(RoundReport report) {
        Electorate electorate = report.electorate();
        var builder =
                io.quorate.edge.wire.v1.Electorate.newBuilder()
                        .setN(electorate.size())
                        .setF(report.f())
                        .setQ(report.q())
                        .setT(electorate.domainsTolerated())
                        .setTotalWeight(electorate.totalWeight())
                        .setWeighting(Words.write(electorate.weighting()))
                        .setCorrelated(electorate.correlated())
                        .setUnproven(electorate.unproven())
                        .setEpochDigest(Words.write(report.epoch()));
        report.weightNeeded().ifPresent(builder::setWeightNeeded);
        Map<String, FaultDomain.Builder> domains = new TreeMap<>();
        for (Seat seat : electorate.seats()) {
            String name = seat.domain().value();
            FaultDomain.Builder domain =
                    domains.computeIfAbsent(name, FaultDomain.newBuilder()::setName);
            domain.setSeats(domain.getSeats() + 1)
                    .setWeightBeforeCap(domain.getWeightBeforeCap() + seat.ownWeight())
                    .setWeight(domain.getWeight() + seat.weight());
        }
        for (FaultDomain.Builder domain : domains.values()) {
            builder.addFaultDomains(
                    domain.setCapped(domain.getWeight() < domain.getWeightBeforeCap()));
        }
        return builder.build();
    }

    private static io.quorate.edge.wire.v1.Seat seat(Seat seat, Reception reception) {
        var builder =
                io.quorate.edge.wire.v1.Seat.newBuilder()
                        .setAgentId(seat.agent().value())
                        .setFaultDomain(seat.domain().value())
                        .setWeightBeforeCap(seat.ownWeight())
                        .setWeight(seat.weight())
                        .setStanding(Words.write(seat.standing()));
        switch (reception) {
            case Reception.Admitted admitted -> builder.setVote(admitted(admitted));
            case Reception.Abstained(var cause) ->
                    builder.setAbstention(
                            AdmittedAbstention.newBuilder().setCause(Words.write(cause)));
            case Reception.Silent(var cause) ->
                    builder.setSilence(Silence.newBuilder().setCause(Words.write(cause)));
            case Reception.NotAdmitted(var fault) ->
                    builder.setNotAdmitted(
                            NotAdmitted.newBuilder().setFaultKind(Words.write(fault)));
            case Reception.NotNeeded() -> builder.setNotNeeded(NotNeeded.getDefaultInstance());
        }
        return builder.build();
    }

    private static AdmittedVote admitted(Reception.Admitted admitted) {
        AdmittedVote.Builder vote =
                AdmittedVote.newBuilder().setChoice(Words.write(admitted.choice()));
        admitted.confidence().ifPresent(vote::setConfidence);
        admitted.score().ifPresent(vote::setScore);
        return vote.build();
    }

    private static io.quorate.edge.wire.v1.Tally tally(Tally tally) {
        var builder =
                io.quorate.edge.wire.v1.Tally.newBuilder()
                        .setAbstentions(count(tally.abstentions()))
                        .setSilences(count(tally.silences()))
                        .setNotNeeded(count(tally.notNeeded()));
        for (Tally.ChoiceCount choice : tally.choices()) {
            builder.addChoices(
                    ChoiceCount.newBuilder()
                            .setChoice(Words.write(choice.choice()))
                            .setCount(count(choice.count())));
        }
        return builder.build();
    }

    private static Count count(Tally.Count count) {
        return Count.newBuilder().setHeads(count.heads()).setWeight(count.weight()).build();
    }

    private static io.quorate.edge.wire.v1.Fault fault(Fault fault) {
        AgentId agent = fault.agent();
        return io.quorate.edge.wire.v1.Fault.newBuilder()
                .setKind(Words.write(fault.kind()))
                .setParty(Words.write(fault.kind().party()))
                .setAgentId(agent.value())
                .setEvidence(fault.evidence())
                .setProven(fault.proven())
                .addAllVoteIndexes(fault.votes())
                .build();
    }

    private static io.quorate.edge.wire.v1.EvidenceReview review(EvidenceReview review) {
        var builder = io.quorate.edge.wire.v1.EvidenceReview.newBuilder();
        for (EvidenceReview.ReviewedQuotation quotation : review.quotations()) {
            builder.addQuotations(
                    ReviewedQuotation.newBuilder()
                            .setAgentId(quotation.agent().value())
                            .setChoice(Words.write(quotation.choice()))
                            .setQuotationIndex(quotation.position())
                            .setVerified(quotation.verified()));
        }
        return builder.build();
    }
}
