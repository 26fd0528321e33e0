package io.quorate.engine;

import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.ruling.PoolResult;
import io.quorate.core.consensus.ruling.Ruling;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Participation;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.ErrorModel;
import io.quorate.core.protocol.Findings;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Submission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the record keeps of how pools came to their outcomes, and these to the submission's.
final class Reports {
    private Reports() {}

    /// What came of one pool.
    ///
    /// @param outcome empty when the pool was left out
    /// @param missing what the submission lacked for a pool that was left out
    /// @param whole the last round with the votes that came after the outcome
    record Report(
            PoolResult result,
            Optional<PoolOutcome> outcome,
            Set<String> missing,
            CompletionStage<Optional<RoundReport>> whole) {
        Report(PoolResult result, Optional<PoolOutcome> outcome, Set<String> missing) {
            this(result, outcome, missing, CompletableFuture.completedStage(Optional.empty()));
        }

        /// The same, taking this part in the verdict.
        Report as(PoolResult other) {
            return new Report(
                    other,
                    outcome.map(each -> each.as(part(other.participation()))),
                    missing,
                    whole);
        }

        private static PoolOutcome.Part part(Participation participation) {
            return switch (participation) {
                case REQUIRED -> PoolOutcome.Part.DECIDING;
                case ADVISORY -> PoolOutcome.Part.REPORTED;
            };
        }

        /// The same with the votes that are still collected.
        Report with(CompletionStage<Optional<RoundReport>> collected) {
            return new Report(result, outcome, missing, collected);
        }

        /// The same with how often such a pool is right, where that is known.
        Report with(Optional<ErrorModel> model) {
            return model.isEmpty()
                    ? this
                    : new Report(
                            result, outcome.map(each -> each.with(model.get())), missing, whole);
        }
    }

    /// Of a pool whose needs the submission does not meet; empty when it does.
    static Optional<Report> notApplicable(
            PoolPolicy pool, Participation participation, Submission submission) {
        Set<Need> missing = PoolResult.missing(pool, submission);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(notApplicable(pool, participation, missing));
    }

    /// Of a pool that never had the agents that it needs.
    static Report tooFew(PoolPolicy pool, Participation participation, int agents) {
        return unopened(
                pool.id(),
                participation,
                OutcomeReason.INSUFFICIENT_AGENTS,
                "The pool opens with %d agents and has %d; declare %d more in the policy."
                        .formatted(pool.minAgents(), agents, pool.minAgents() - agents));
    }

    /// Of a pool that held its rounds.
    ///
    /// @param earlier those that could not decide
    static Report held(
            PoolId pool,
            Participation participation,
            List<RoundReport> earlier,
            Conclusion conclusion) {
        Account account = conclusion.account();
        return answered(
                participation,
                new PoolOutcome(
                        pool,
                        participation == Participation.REQUIRED,
                        conclusion.outcome(),
                        conclusion.explanation(),
                        Stream.concat(earlier.stream(), Stream.of(account.report())).toList(),
                        account.belief().leaning(),
                        account.belief().confidence(),
                        account.agreementLevel(),
                        account.counterfactuals().stream()
                                .map(each ->
                                        new PoolOutcome.Counterfactual(
                                                each.change().words(), each.outcome()))
                                .toList()));
    }

    /// The same, with the parts that they take in the verdict once experts have spoken.
    static List<Report> takenOver(
            List<Report> reports, Function<List<PoolResult>, List<PoolResult>> takeover) {
        List<PoolResult> results = takeover.apply(reports.stream().map(Report::result).toList());
        List<Report> parts = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            parts.add(reports.get(i).as(results.get(i)));
        }
        return parts;
    }

    /// All pools together, with what is still collected.
    static Told told(List<Report> reports) {
        CompletionStage<Map<PoolId, RoundReport>> whole =
                CompletableFuture.completedStage(Map.of());
        for (Report report : reports) {
            whole =
                    whole.thenCombine(
                            report.whole().exceptionally(_ -> Optional.empty()),
                            (rounds, round) -> with(rounds, report.result().pool(), round));
        }
        return new Told(over(reports), whole, Optional.empty());
    }

    private static Map<PoolId, RoundReport> with(
            Map<PoolId, RoundReport> rounds, PoolId pool, Optional<RoundReport> round) {
        if (round.isEmpty()) {
            return rounds;
        }
        Map<PoolId, RoundReport> more = new TreeMap<>(rounds);
        more.put(pool, round.get());
        return more;
    }

    /// All pools together.
    static Findings over(List<Report> reports) {
        Ruling ruling = Ruling.of(reports.stream().map(Report::result).toList());
        List<PoolOutcome> outcomes = new ArrayList<>();
        List<Findings.SkippedPool> skipped = new ArrayList<>();
        for (Report report : reports) {
            report.outcome()
                    .ifPresentOrElse(
                            outcomes::add,
                            () ->
                                    skipped.add(
                                            new Findings.SkippedPool(
                                                    report.result().pool(), report.missing())));
        }
        outcomes.sort(
                Comparator.comparing((PoolOutcome each) -> !each.required())
                        .thenComparing(PoolOutcome::pool));
        skipped.sort(Comparator.comparing(Findings.SkippedPool::pool));
        return new Findings(
                ruling.outcome(), explanation(ruling, outcomes, skipped), outcomes, skipped);
    }

    private static String explanation(
            Ruling ruling, List<PoolOutcome> outcomes, List<Findings.SkippedPool> skipped) {
        List<PoolOutcome> required = outcomes.stream().filter(PoolOutcome::required).toList();
        if (required.isEmpty()) {
            return "No required pool was asked" + (skipped.isEmpty() ? "." : ": " + lack(skipped));
        }
        Optional<PoolOutcome> decisive =
                ruling.decidedBy()
                        .flatMap(id ->
                                required.stream()
                                        .filter(each -> each.pool().equals(id))
                                        .findFirst());
        if (decisive.isEmpty()) {
            return "Required pools chose different candidates: "
                    + required.stream()
                            .map(each -> each.pool() + " " + each.outcome())
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (outcomes.size() + skipped.size() == 1) {
            return decisive.get().explanation();
        }
        return decisive.get().pool() + ": " + decisive.get().explanation();
    }

    private static String lack(List<Findings.SkippedPool> skipped) {
        return skipped.stream()
                        .map(pool ->
                                "the submission lacks what "
                                        + pool.pool()
                                        + " needs, "
                                        + words(pool.missing()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static Report notApplicable(
            PoolPolicy pool, Participation participation, Set<Need> needs) {
        Set<String> missing =
                needs.stream()
                        .map(need -> need.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return switch (pool.whenNotApplicable()) {
            case ESCALATE ->
                    unopened(
                            pool.id(),
                            participation,
                            OutcomeReason.NOT_APPLICABLE,
                            "The submission lacks what the pool needs: " + words(missing) + ".");
            case SKIP ->
                    new Report(
                            new PoolResult.Skipped(pool.id(), participation, needs),
                            Optional.empty(),
                            missing);
        };
    }

    private static String words(Set<String> missing) {
        return String.join(", ", new TreeSet<>(missing));
    }

    private static Report unopened(
            PoolId pool, Participation participation, OutcomeReason reason, String explanation) {
        return answered(
                participation,
                new PoolOutcome(
                        pool,
                        participation == Participation.REQUIRED,
                        Outcome.noConsensus(reason),
                        explanation,
                        List.of(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        List.of()));
    }

    private static Report answered(Participation participation, PoolOutcome outcome) {
        return new Report(
                new PoolResult.Answered(outcome.pool(), participation, outcome.outcome()),
                Optional.of(outcome),
                Set.of());
    }
}
