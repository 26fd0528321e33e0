package io.quorate.core.consensus.ruling;

import io.quorate.core.policy.Participation;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The verdict on a submission over all its pools.
///
/// @param decidedBy the first pool, by name, that gave the outcome; empty when none did by itself
/// @param results of every pool: required ones first, then by name
public record Ruling(Outcome outcome, Optional<PoolId> decidedBy, List<PoolResult> results) {
    private static final Comparator<PoolResult> ORDER =
            Comparator.comparing(PoolResult::participation).thenComparing(PoolResult::pool);

    public Ruling {
        results = List.copyOf(results);
    }

    public static Ruling of(List<PoolResult> results) {
        List<PoolResult> ordered = results.stream().sorted(ORDER).toList();
        List<PoolResult.Answered> answers =
                ordered.stream()
                        .filter(result -> result.participation() == Participation.REQUIRED)
                        .filter(PoolResult.Answered.class::isInstance)
                        .map(PoolResult.Answered.class::cast)
                        .toList();
        if (answers.isEmpty()) {
            return new Ruling(
                    Outcome.noConsensus(OutcomeReason.NOTHING_APPLIES), Optional.empty(), ordered);
        }
        return first(answers, answer -> answer.outcome().verdict() == Verdict.REJECTED)
                .or(() -> first(answers, answer -> isUndecided(answer.outcome())))
                .map(answer -> by(answer, ordered))
                .orElseGet(() -> favourable(answers, ordered));
    }

    /// No required pool rejected or failed to decide: each has a choice, some maybe provisionally.
    private static Ruling favourable(List<PoolResult.Answered> answers, List<PoolResult> ordered) {
        Optional<PoolResult.Answered> against =
                first(
                        answers,
                        answer -> answer.outcome().choice().filter(Choice::isAgainst).isPresent());
        if (against.isPresent()) {
            return by(against.get(), ordered);
        }
        Set<Choice> chosen =
                answers.stream()
                        .flatMap(answer -> answer.outcome().choice().stream())
                        .collect(Collectors.toSet());
        if (chosen.size() > 1) {
            return new Ruling(
                    Outcome.noConsensus(OutcomeReason.POOLS_DISAGREE), Optional.empty(), ordered);
        }
        return by(
                first(answers, answer -> answer.outcome().verdict() == Verdict.PROVISIONAL)
                        .orElseGet(answers::getFirst),
                ordered);
    }

    private static boolean isUndecided(Outcome outcome) {
        return outcome.verdict() == Verdict.NO_CONSENSUS;
    }

    private static Optional<PoolResult.Answered> first(
            List<PoolResult.Answered> answers, Predicate<PoolResult.Answered> condition) {
        return answers.stream().filter(condition).findFirst();
    }

    private static Ruling by(PoolResult.Answered answer, List<PoolResult> ordered) {
        return new Ruling(answer.outcome(), Optional.of(answer.pool()), ordered);
    }
}
