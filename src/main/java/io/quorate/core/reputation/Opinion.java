package io.quorate.core.reputation;

import io.quorate.core.detection.measure.Beta;

/// What is known of an agent, split into belief, disbelief and not knowing, which sum to 1 [1].
///
/// [1] Jøsang: Subjective Logic (2016), §3.3: each prior success or failure is a piece of
/// uncertainty.
public record Opinion(double belief, double disbelief, double uncertainty) {
    static Opinion of(Beta belief, Beta prior) {
        double all = belief.successes() + belief.failures();
        return new Opinion(
                (belief.successes() - prior.successes()) / all,
                (belief.failures() - prior.failures()) / all,
                (prior.successes() + prior.failures()) / all);
    }
}
