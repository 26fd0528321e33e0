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
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Voice;
import io.quorate.core.protocol.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

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
        return of(opening, Answers.of(opening.submission(), proposals), proposals, now);
    }

    /// The same of a round that was waited for.
    ///
    /// @param silences why agents gave nothing, where that is known
    public static Deliberation of(
            Opening opening,
            List<Proposal> proposals,
            SortedMap<AgentId, SilenceCause> silences,
            Instant now) {
        Answers answers = Answers.of(opening.submission(), proposals);
        return judged(opening, answers, proposals, silences, now);
    }

    /// The same, where the answers are known already.
    ///
    /// @param opening of round 1; where its electorate offers the answers, what is known of the
    ///   agents counts for as many choices
    public static Deliberation of(
            Opening opening, Answers answers, List<Proposal> proposals, Instant now) {
        return judged(opening, answers, proposals, Collections.emptySortedMap(), now);
    }

    private static Deliberation judged(
            Opening opening,
            Answers answers,
            List<Proposal> proposals,
            SortedMap<AgentId, SilenceCause> silences,
            Instant now) {
        boolean offered =
                answers.isEmpty() || opening.electorate().choices().equals(answers.choices());
        Opening first = offered ? opening : offering(opening, answers.choices());
        List<Ballot> ballots =
                proposals.stream().map(proposal -> ballot(proposal, answers)).toList();
        Conclusion conclusion = play(first, ballots, silences, now);
        List<Cluster> clusters = clusters(conclusion.account().report(), proposals, answers);
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

    private static Opening offering(Opening opening, List<Choice> choices) {
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
                        electorate.outlook().onOtherChoices());
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
                opening.collecting(),
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

    private static Ballot ballot(Proposal proposal, Answers answers) {
        Vote vote =
                new Vote(
                        proposal.agent(),
                        proposal.answer().flatMap(answers::choiceOf),
                        proposal.confidence(),
                        OptionalDouble.empty(),
                        proposal.reasoning(),
                        List.of(),
                        proposal.castAt(),
                        Optional.empty(),
                        proposal.defect());
        return new Ballot(vote, proposal.provenance());
    }

    private static Conclusion play(
            Opening opening,
            List<Ballot> ballots,
            SortedMap<AgentId, SilenceCause> silences,
            Instant now) {
        List<Event> events = new ArrayList<>();
        silences.forEach((agent, cause) -> events.add(new Event.Unanswered(agent, cause, now)));
        events.add(new Event.Brought(ballots, now));
        Step step = Round.open(opening, now);
        List<Effect> effects = new ArrayList<>(step.effects());
        for (Event event : events) {
            step = step.round().apply(event);
            effects.addAll(step.effects());
        }
        for (Effect effect : effects) {
            if (effect instanceof Effect.Conclude(Conclusion conclusion)) {
                return conclusion;
            }
        }
        throw new IllegalStateException("a round whose votes are all in has an outcome");
    }

    private static List<Cluster> clusters(
            RoundReport report, List<Proposal> proposals, Answers answers) {
        List<Cluster> clusters = new ArrayList<>();
        for (Choice choice : report.electorate().choices()) {
            List<AgentId> authors = supporters(report, choice);
            if (!authors.isEmpty()) {
                clusters.add(
                        new Cluster(
                                choice,
                                wording(authors.getFirst(), choice, proposals, answers),
                                authors));
            }
        }
        return clusters;
    }

    private static String wording(
            AgentId author, Choice choice, List<Proposal> proposals, Answers answers) {
        return proposals.stream()
                .filter(proposal -> proposal.agent().equals(author))
                .flatMap(proposal -> proposal.answer().stream())
                .filter(answer -> answers.choiceOf(answer).equals(Optional.of(choice)))
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
