package io.quorate.core.consensus.resolution;

import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Tally;
import io.quorate.core.protocol.Tally.ChoiceCount;
import java.util.stream.Collectors;

/// An outcome and its rule in a sentence, with the figures that decided.
public final class Explanation {
    private Explanation() {}

    public static String of(Outcome outcome, Account account) {
        return outcome.verdict() + ": " + rule(outcome, account) + "; " + figures(account) + ".";
    }

    private static String rule(Outcome outcome, Account account) {
        RoundReport report = account.report();
        String choice = outcome.choice().map(Object::toString).orElse("");
        return switch (outcome.reason()) {
            case QUORUM -> choice + " has a quorum by head and by weight";
            case BYZANTINE_THRESHOLD_EXCEEDED ->
                    "more seats are faulty than " + report.electorate().size() + " seats can bear";
            case WEIGHT_BELOW_THRESHOLD -> "a quorum by head lacks the weight";
            case STRONG_MINORITY ->
                    choice.isEmpty()
                            ? "a minority of several fault domains is very sure of the opposite"
                            : "only the minority's evidence for " + choice + " holds";
            case TIE -> "the most voted choices have equally many heads";
            case TIE_BY_WEIGHT -> "heads are equal and " + choice + " is ahead by score and weight";
            case TIMEOUT ->
                    choice.isEmpty()
                            ? "the deadline passed without a quorum"
                            : "the deadline passed and most of the votes that came are for "
                                    + choice;
            case QUORUM_NOT_REACHED -> "no choice has a quorum";
            case POOLS_DISAGREE -> "required pools chose differently";
            case NOT_APPLICABLE -> "the submission lacks what the pool needs";
            case NOTHING_APPLIES -> "no required pool applied";
            case INSUFFICIENT_AGENTS -> "the pool has too few agents to open";
        };
    }

    private static String figures(Account account) {
        RoundReport report = account.report();
        String weight = Weights.words(report.electorate().totalWeight());
        String needed =
                report.weightNeeded().isPresent()
                        ? " heads and weight "
                                + Weights.words(report.weightNeeded().getAsLong())
                                + " of "
                                + weight
                        : " heads, and seats of weight " + weight + " agree on nothing";
        return "of "
                + report.electorate().size()
                + " seats "
                + votes(report.tally())
                + "; needed are "
                + report.q()
                + needed;
    }

    private static String votes(Tally tally) {
        String choices =
                tally.choices().stream().map(Explanation::votes).collect(Collectors.joining(", "));
        return (choices.isEmpty() ? "none voted for a choice" : choices)
                + others(tally.abstentions().heads(), "abstained")
                + others(tally.silences().heads(), "silent")
                + others(tally.notNeeded().heads(), "not needed");
    }

    private static String votes(ChoiceCount count) {
        return count.count().heads()
                + " for "
                + count.choice()
                + " (weight "
                + Weights.words(count.count().weight())
                + ")";
    }

    private static String others(int heads, String what) {
        return heads == 0 ? "" : ", " + heads + " " + what;
    }
}
