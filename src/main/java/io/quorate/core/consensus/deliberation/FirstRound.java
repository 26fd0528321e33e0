package io.quorate.core.consensus.deliberation;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Effect;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.consensus.round.Step;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Transcript;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The first round of a two-round decision: independent answers, made canonical and clustered.
///
/// Proposals pass the same door as votes, each as a vote for its cluster, so that an agent that
/// proposes two different answers has contradicted itself and too many faults end the matter here.
public final class FirstRound {
    private static final int DOMAINS_MIN = 4;

    private FirstRound() {}

    /// Takes in all proposals of a question without given choices.
    ///
    /// @param opening of round 1; its electorate's choices stand in where nothing is proposed
    public static Deliberation of(Opening opening, List<Proposal> proposals, Instant now) {
        Map<String, Choice> forms = forms(opening, proposals);
        Opening first = forms.isEmpty() ? opening : offering(opening, forms);
        List<Ballot> ballots = proposals.stream().map(proposal -> ballot(proposal, forms)).toList();
        Conclusion conclusion = play(first, ballots, now);
        List<Cluster> clusters = clusters(conclusion.account().report(), proposals, forms);
        if (clusters.isEmpty() || ends(conclusion)) {
            return new Deliberation.Ended(conclusion, clusters);
        }
        List<Choice> choices = new ArrayList<>();
        clusters.forEach(cluster -> choices.add(cluster.choice()));
        choices.add(Choice.NONE);
        return new Deliberation.Review(conclusion.account().report(), clusters, choices);
    }

    /// Looks at a first round over given choices, in which every vote was collected.
    public static Deliberation of(Conclusion conclusion) {
        RoundReport report = conclusion.account().report();
        List<Cluster> clusters = new ArrayList<>();
        for (Choice choice : report.electorate().choices()) {
            List<AgentId> authors = supporters(report, choice);
            if (!authors.isEmpty()) {
                clusters.add(new Cluster(choice, choice.value(), authors));
            }
        }
        return clusters.isEmpty() || ends(conclusion)
                ? new Deliberation.Ended(conclusion, clusters)
                : new Deliberation.Review(report, clusters, report.electorate().choices());
    }

    /// Whether there is no second round: the first was unanimous among all that were read, across
    /// enough fault domains, or showed too many faults.
    private static boolean ends(Conclusion conclusion) {
        RoundReport report = conclusion.account().report();
        if (conclusion.outcome().reason() != OutcomeReason.QUORUM) {
            return conclusion.outcome().reason() == OutcomeReason.BYZANTINE_THRESHOLD_EXCEEDED;
        }
        boolean allRead =
                report.receptions().stream().noneMatch(Reception.NotNeeded.class::isInstance);
        return allRead
                && conclusion.account().dissenters().isEmpty()
                && domains(report).size() >= DOMAINS_MIN;
    }

    private static Set<FaultDomain> domains(RoundReport report) {
        Set<FaultDomain> domains = new HashSet<>();
        for (int i = 0; i < report.receptions().size(); i++) {
            if (report.receptions().get(i) instanceof Reception.Admitted) {
                domains.add(report.electorate().seats().get(i).domain());
            }
        }
        return domains;
    }

    /// The canonical forms and the choices that stand for them. Their order is that of a digest, so
    /// that no author has a say in which answer the others read first.
    private static Map<String, Choice> forms(Opening opening, List<Proposal> proposals) {
        Map<String, String> places = new HashMap<>();
        proposals.forEach(proposal ->
                proposal.answer()
                        .map(Canon::of)
                        .filter(form -> !form.isEmpty())
                        .ifPresent(form -> places.put(form, place(opening, form))));
        List<String> ordered =
                places.keySet().stream().sorted(Comparator.comparing(places::get)).toList();
        Map<String, Choice> forms = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            forms.put(ordered.get(i), new Choice("answer-" + (i + 1)));
        }
        return forms;
    }

    private static String place(Opening opening, String form) {
        return new Transcript("quorate.cluster.v1")
                .raw(opening.submission().bytes())
                .text(form)
                .digest()
                .hex();
    }

    private static Opening offering(Opening opening, Map<String, Choice> forms) {
        List<Choice> choices = new ArrayList<>(forms.values());
        choices.sort(
                Comparator.<Choice>comparingInt(choice -> choice.value().length())
                        .thenComparing(choice -> choice));
        choices.add(Choice.NONE);
        Electorate electorate = opening.electorate();
        List<Seat> seats = electorate.seats().stream().map(FirstRound::silenced).toList();
        Electorate offered =
                new Electorate(
                        electorate.pool(),
                        electorate.weighting(),
                        choices,
                        seats,
                        electorate.domainsTolerated(),
                        electorate.correlated(),
                        electorate.unproven(),
                        false,
                        electorate.errorCorrelation());
        return new Opening(
                opening.decision(),
                opening.number(),
                opening.submission(),
                offered,
                opening.rules(),
                opening.roster(),
                opening.nonce(),
                opening.window(),
                opening.sources(),
                Opening.Collecting.UNTIL_CERTAIN,
                Reserve.NONE);
    }

    /// Voices are about given choices, and here there were none.
    private static Seat silenced(Seat seat) {
        return new Seat(
                seat.agent(),
                seat.domain(),
                seat.standing(),
                seat.weight(),
                seat.ownWeight(),
                seat.confidenceThreshold(),
                Voice.SILENT);
    }

    private static Ballot ballot(Proposal proposal, Map<String, Choice> forms) {
        Vote vote =
                new Vote(
                        proposal.agent(),
                        proposal.answer().map(answer -> forms.get(Canon.of(answer))),
                        proposal.confidence(),
                        java.util.OptionalDouble.empty(),
                        proposal.reasoning(),
                        List.of(),
                        proposal.castAt(),
                        Optional.empty(),
                        Optional.empty());
        return new Ballot(vote, proposal.provenance());
    }

    private static Conclusion play(Opening opening, List<Ballot> ballots, Instant now) {
        Step opened = Round.open(opening, now);
        Step played = opened.round().apply(new Event.Brought(ballots, now));
        List<Effect> effects = new ArrayList<>(opened.effects());
        effects.addAll(played.effects());
        for (Effect effect : effects) {
            if (effect instanceof Effect.Conclude(Conclusion conclusion)) {
                return conclusion;
            }
        }
        throw new IllegalStateException("a round whose votes are all in has an outcome");
    }

    private static List<Cluster> clusters(
            RoundReport report, List<Proposal> proposals, Map<String, Choice> forms) {
        List<Cluster> clusters = new ArrayList<>();
        for (Choice choice : report.electorate().choices()) {
            List<AgentId> authors = supporters(report, choice);
            if (!authors.isEmpty()) {
                clusters.add(
                        new Cluster(
                                choice,
                                wording(authors.getFirst(), choice, proposals, forms),
                                authors));
            }
        }
        return clusters;
    }

    private static String wording(
            AgentId author, Choice choice, List<Proposal> proposals, Map<String, Choice> forms) {
        return proposals.stream()
                .filter(proposal -> proposal.agent().equals(author))
                .flatMap(proposal -> proposal.answer().stream())
                .filter(answer -> choice.equals(forms.get(Canon.of(answer))))
                .findFirst()
                .orElseThrow();
    }

    private static List<AgentId> supporters(RoundReport report, Choice choice) {
        List<AgentId> supporters = new ArrayList<>();
        for (int i = 0; i < report.receptions().size(); i++) {
            if (report.receptions().get(i) instanceof Reception.Admitted(Choice voted, var _, var _)
                    && voted.equals(choice)) {
                supporters.add(report.electorate().seats().get(i).agent());
            }
        }
        return supporters;
    }
}
