package io.quorate.core.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one pool found about a submission.
///
/// @param required whether it takes part in the verdict; otherwise it is reported only
/// @param explanation the outcome and its rule in a sentence, with the figures that decided
/// @param rounds in order; the last gave the outcome; empty when none was opened
/// @param leaning the most probable choice given all votes, also where there is no consensus
/// @param confidence the probability of `leaning`, allowing for voters that err together
/// @param agreement the weight for the outcome's choice, else for the most supported one, as a
///   share of W; empty when W is 0 or no vote was admitted
/// @param counterfactuals the smallest changes that would have led to another outcome
/// @param errorModel of an ensemble, how often it is right, from what is measured of its agents;
///   empty where nothing is, and for every other pool
public record PoolOutcome(
        PoolId pool,
        boolean required,
        Outcome outcome,
        String explanation,
        List<RoundReport> rounds,
        Optional<Choice> leaning,
        OptionalDouble confidence,
        OptionalDouble agreement,
        List<Counterfactual> counterfactuals,
        Optional<ErrorModel> errorModel) {

    public PoolOutcome {
        rounds = List.copyOf(rounds);
        counterfactuals = List.copyOf(counterfactuals);
    }

    /// Of a pool of which no error model is known.
    public PoolOutcome(
            PoolId pool,
            boolean required,
            Outcome outcome,
            String explanation,
            List<RoundReport> rounds,
            Optional<Choice> leaning,
            OptionalDouble confidence,
            OptionalDouble agreement,
            List<Counterfactual> counterfactuals) {
        this(
                pool,
                required,
                outcome,
                explanation,
                rounds,
                leaning,
                confidence,
                agreement,
                counterfactuals,
                Optional.empty());
    }

    /// The same with an error model.
    public PoolOutcome with(ErrorModel model) {
        return new PoolOutcome(
                pool,
                required,
                outcome,
                explanation,
                rounds,
                leaning,
                confidence,
                agreement,
                counterfactuals,
                Optional.of(model));
    }

    /// The same, deciding or reported only.
    public PoolOutcome as(Part part) {
        return new PoolOutcome(
                pool,
                part == Part.DECIDING,
                outcome,
                explanation,
                rounds,
                leaning,
                confidence,
                agreement,
                counterfactuals,
                errorModel);
    }

    /// Whether an outcome takes part in the verdict.
    public enum Part {
        DECIDING,
        REPORTED
    }

    /// The same with other rounds.
    public PoolOutcome with(List<RoundReport> others) {
        return new PoolOutcome(
                pool,
                required,
                outcome,
                explanation,
                others,
                leaning,
                confidence,
                agreement,
                counterfactuals,
                errorModel);
    }

    /// A change, in a sentence, and what would have come out.
    public record Counterfactual(String change, Outcome outcome) {}
}
