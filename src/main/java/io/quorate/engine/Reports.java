package io.quorate.engine;

import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.resolution.Counterfactual;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.EvidenceReview;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Vote;
import java.util.List;
import java.util.OptionalDouble;

/// What the record keeps of how a pool came to its outcome.
final class Reports {
    private Reports() {}

    static PoolOutcome pool(PoolId pool, Conclusion conclusion, List<Vote> votes) {
        Account account = conclusion.account();
        return new PoolOutcome(
                pool,
                true,
                outcome(conclusion.outcome()),
                conclusion.explanation(),
                List.of(round(account, votes)),
                account.belief().leaning(),
                account.belief().confidence(),
                account.agreementLevel(),
                account.counterfactuals().stream().map(Reports::counterfactual).toList());
    }

    private static RoundReport round(Account account, List<Vote> votes) {
        List<Choice> choices = account.electorate().choices();
        return new RoundReport(
                account.number(),
                account.electorate(),
                account.gate().quorum().f(),
                account.gate().quorum().q(),
                account.gate().weightNeeded(),
                account.receptions().stream().map(each -> reception(each, choices)).toList(),
                votes,
                tally(account.tally()),
                account.faults(),
                account.epoch(),
                OptionalDouble.of(account.belief().effectiveVoters()),
                account.evidenceReview().map(Reports::review));
    }

    private static Outcome outcome(io.quorate.core.consensus.Outcome from) {
        return new Outcome(
                from.verdict(), from.choice(), OutcomeReason.valueOf(from.reason().name()));
    }

    private static PoolOutcome.Counterfactual counterfactual(Counterfactual from) {
        return new PoolOutcome.Counterfactual(from.change().words(), outcome(from.outcome()));
    }

    private static Reception reception(
            io.quorate.core.consensus.resolution.Reception from, List<Choice> choices) {
        return switch (from) {
            case io.quorate.core.consensus.resolution.Reception.Awaited _ ->
                    throw new IllegalStateException("a round that has ended awaits nobody");
            case io.quorate.core.consensus.resolution.Reception.Counted(var vote, int choice) ->
                    new Reception.Admitted(choices.get(choice), vote.confidence(), vote.score());
            case io.quorate.core.consensus.resolution.Reception.Abstained(var _, var cause) ->
                    new Reception.Abstained(Reception.AbstentionCause.valueOf(cause.name()));
            case io.quorate.core.consensus.resolution.Reception.Silent(var cause) ->
                    new Reception.Silent(Reception.SilenceCause.valueOf(cause.name()));
            case io.quorate.core.consensus.resolution.Reception.NotAdmitted(var kind) ->
                    new Reception.NotAdmitted(kind);
            case io.quorate.core.consensus.resolution.Reception.NotNeeded _ ->
                    new Reception.NotNeeded();
        };
    }

    private static Tally tally(io.quorate.core.consensus.resolution.Tally from) {
        return new Tally(
                from.choices().stream()
                        .map(each -> new Tally.ChoiceCount(each.choice(), count(each.votes())))
                        .toList(),
                count(from.abstentions()),
                count(from.silences()),
                count(from.notNeeded()));
    }

    private static Tally.Count count(io.quorate.core.consensus.resolution.Tally.Heads from) {
        return new Tally.Count(from.heads(), from.weight());
    }

    private static EvidenceReview review(
            io.quorate.core.consensus.resolution.EvidenceReview from) {
        return new EvidenceReview(
                from.quotations().stream()
                        .map(
                                each ->
                                        new EvidenceReview.ReviewedQuotation(
                                                each.agent(),
                                                each.choice(),
                                                each.index(),
                                                each.verified()))
                        .toList());
    }
}
