package io.quorate.core.audit.explanation;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.PoolOutcome.Counterfactual;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one pool found, in words.
final class PoolWords {
    private PoolWords() {}

    static Explanation.Pool of(PoolOutcome pool) {
        Optional<RoundReport> last =
                pool.rounds().isEmpty() ? Optional.empty() : Optional.of(pool.rounds().getLast());
        return new Explanation.Pool(
                pool.pool(),
                pool.required(),
                pool.outcome(),
                rule(pool.outcome()),
                last.map(PoolWords::thresholds).orElse(List.of()),
                last.map(VoterWords::of).orElse(List.of()),
                pool.rounds().stream()
                        .flatMap(round -> round.faults().stream())
                        .map(PoolWords::of)
                        .toList(),
                pool.counterfactuals().stream().map(PoolWords::of).toList(),
                cautions(pool, last));
    }

    private static String rule(Outcome outcome) {
        return switch (outcome.reason()) {
            case QUORUM -> "A quorum by head and by weight stands for " + named(outcome) + ".";
            case BYZANTINE_THRESHOLD_EXCEEDED ->
                    "More seats are faulty than the pool can bear, so that nothing it says can be"
                            + " relied on.";
            case WEIGHT_BELOW_THRESHOLD ->
                    "A choice has enough heads, but they do not weigh enough.";
            case STRONG_MINORITY ->
                    outcome.choice().isPresent()
                            ? "Only the evidence of a minority could be verified, and the policy"
                                    + " lets that decide, provisionally."
                            : "A minority of several fault domains is very sure of something else.";
            case TIE -> "The two most voted choices have equally many heads.";
            case TIE_BY_WEIGHT ->
                    "Of two choices with equally many heads one is ahead by score and weight, and"
                            + " the policy lets that decide, provisionally.";
            case TIMEOUT ->
                    outcome.choice().isPresent()
                            ? "The deadline passed; of the votes that came in time a majority"
                                    + " agreed, and the policy lets that decide, provisionally."
                            : "The deadline passed before a quorum was reached.";
            case QUORUM_NOT_REACHED -> "No choice has a quorum.";
            case POOLS_DISAGREE -> "Required pools chose differently.";
            case NOT_APPLICABLE ->
                    "The submission lacks what the pool needs, so no agent was asked.";
            case NOTHING_APPLIES -> "No required pool applied to the submission.";
            case INSUFFICIENT_AGENTS ->
                    "The pool has fewer agents than it needs to open, so no agent was asked.";
        };
    }

    private static String named(Outcome outcome) {
        return outcome.choice().map(Choice::value).orElse("nothing");
    }

    private static List<String> thresholds(RoundReport round) {
        List<String> words = new ArrayList<>();
        int n = round.electorate().size();
        long total = round.electorate().totalWeight();
        words.add(
                "Of n = %d seats up to f = %d may be arbitrarily faulty; a choice needs q = %d heads."
                        .formatted(n, round.f(), round.q()));
        if (round.weightNeeded().isPresent()) {
            words.add(
                    "It also needs a weight of %s of %s."
                            .formatted(weight(round.weightNeeded().getAsLong()), weight(total)));
        } else {
            words.add("No weight would be enough, as nobody's vote weighs anything.");
        }
        for (Tally.ChoiceCount choice : round.tally().choices()) {
            words.add("For %s: %s.".formatted(choice.choice(), count(choice.count())));
        }
        others(words, "Abstained", round.tally().abstentions());
        others(words, "Silent", round.tally().silences());
        others(words, "Not needed any more", round.tally().notNeeded());
        return words;
    }

    private static void others(List<String> words, String what, Tally.Count count) {
        if (count.heads() > 0) {
            words.add("%s: %s.".formatted(what, count(count)));
        }
    }

    private static String count(Tally.Count count) {
        return "%d %s with a weight of %s"
                .formatted(
                        count.heads(),
                        count.heads() == 1 ? "head" : "heads",
                        weight(count.weight()));
    }

    private static String of(Fault fault) {
        return "%s: %s, attributed to %s. %s"
                .formatted(
                        fault.agent(),
                        fault.kind().name(),
                        switch (fault.kind().party()) {
                            case AGENT -> "the agent";
                            case CONNECTION -> "the connection, not to the agent";
                        },
                        fault.evidence());
    }

    private static String of(Counterfactual counterfactual) {
        Outcome outcome = counterfactual.outcome();
        return "%s it would have been %s (%s)."
                .formatted(
                        capital(counterfactual.change()),
                        outcome.verdict() + outcome.choice().map(c -> " " + c).orElse(""),
                        outcome.reason());
    }

    private static List<String> cautions(PoolOutcome pool, Optional<RoundReport> last) {
        List<String> cautions = new ArrayList<>();
        if (pool.rounds().size() > 1) {
            cautions.add(
                    "%d rounds were held; the seats shown are those of the last."
                            .formatted(pool.rounds().size()));
        }
        if (last.isPresent() && last.get().electorate().correlated()) {
            cautions.add(
                    "Fewer than four fault domains carry weight, so that agents which fail together"
                            + " may decide.");
        }
        if (last.isPresent() && last.get().electorate().unproven()) {
            cautions.add("Too few labelled votes are known to trust learned weights.");
        }
        if (pool.leaning().isPresent() && pool.confidence().isPresent()) {
            cautions.add(
                    String.format(
                            Locale.ROOT,
                            "Given all votes, %s is the most probable choice, with a probability of"
                                    + " %.3f.",
                            pool.leaning().get(),
                            pool.confidence().getAsDouble()));
        }
        return cautions;
    }

    /// In wholes, as people count weights.
    static String weight(long millionths) {
        return BigDecimal.valueOf(millionths)
                .divide(BigDecimal.valueOf(Seat.MILLION), 6, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String capital(String words) {
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
