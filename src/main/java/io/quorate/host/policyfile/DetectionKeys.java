package io.quorate.host.policyfile;

import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.policy.Range;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;

/// `detection`: from which value on each detector reports what it sees.
final class DetectionKeys {
    private static final Key<Integer> VOTES_MIN =
            Key.of(
                    "votes_min",
                    Kinds.whole(DetectionPolicy.VOTES_MIN),
                    "50",
                    "Votes of an agent below which no statistic speaks about it.");
    private static final Key<BigDecimal> OUTLIER_Z =
            Key.of(
                    "outlier_z",
                    Kinds.decimal(DetectionPolicy.Z),
                    "4",
                    "Robust z-score from which on dissent within one decision is a suspicion.");
    private static final Key<BigDecimal> LABELLED_ERROR_CONFIDENCE =
            Key.of(
                    "labelled_error_confidence",
                    Kinds.decimal(DetectionPolicy.CONFIDENCE),
                    "0.99",
                    "How sure the bound must be that an agent's labelled votes are below chance.");
    private static final Key<BigDecimal> SPAM_SCORE =
            Key.of(
                    "spam_score",
                    Kinds.decimal(Range.SHARE),
                    "0.1",
                    "Raykar–Yu score at or below which an agent's votes carry nothing.");
    private static final Key<BigDecimal> SPAM_ENTROPY =
            Key.of(
                    "spam_entropy",
                    Kinds.decimal(Range.SHARE),
                    "0.1",
                    "Entropy of an agent's own votes, in bits, at or below which it counts as"
                            + " constant.");
    private static final Key<BigDecimal> COLLUSION_KAPPA =
            Key.of(
                    "collusion_kappa",
                    Kinds.decimal(Range.SHARE),
                    "0.9",
                    "Agreement of two agents beyond their skill from which on they may be a bloc.");
    private static final Key<BigDecimal> COLLUSION_RATIO =
            Key.of(
                    "collusion_ratio",
                    Kinds.decimal(DetectionPolicy.RATIO),
                    "50",
                    "How many times likelier copying must be than independent errors.");
    private static final Key<BigDecimal> DRIFT_SLACK =
            Key.of(
                    "drift_slack",
                    Kinds.decimal(Range.SHARE),
                    "0.05",
                    "Error rate above an agent's usual one that is forgiven at each vote.");
    private static final Key<BigDecimal> DRIFT_LIMIT =
            Key.of(
                    "drift_limit",
                    Kinds.decimal(DetectionPolicy.LIMIT),
                    "8",
                    "Sum of unforgiven errors (CUSUM) that counts as a change.");
    private static final Key<BigDecimal> LATENCY_Z =
            Key.of(
                    "latency_z",
                    Kinds.decimal(DetectionPolicy.Z),
                    "5",
                    "Robust z-score of the response time from which on an agent is stalling.");
    private static final Key<Integer> PAIRWISE_AGENTS_MAX =
            Key.of(
                    "pairwise_agents_max",
                    Kinds.whole(DetectionPolicy.PAIRWISE_AGENTS),
                    "32",
                    "Agents of a pool for which pairs are compared at most.");
    private static final Key<Integer> CLUSTER_EVERY =
            Key.of(
                    "cluster_every",
                    Kinds.whole(DetectionPolicy.CLUSTER_EVERY),
                    "500",
                    "Decisions from one search for blocs to the next.");

    static final Group GROUP =
            Group.of(
                    "detection",
                    "From which value on each detector reports what it sees.",
                    VOTES_MIN,
                    OUTLIER_Z,
                    LABELLED_ERROR_CONFIDENCE,
                    SPAM_SCORE,
                    SPAM_ENTROPY,
                    COLLUSION_KAPPA,
                    COLLUSION_RATIO,
                    DRIFT_SLACK,
                    DRIFT_LIMIT,
                    LATENCY_Z,
                    PAIRWISE_AGENTS_MAX,
                    CLUSTER_EVERY);

    private DetectionKeys() {}

    static DetectionPolicy read(Section in) {
        DetectionPolicy usual = DetectionPolicy.DEFAULT;
        return new DetectionPolicy(
                in.get(VOTES_MIN, usual.votesMin()),
                in.get(OUTLIER_Z, usual.outlierZ()),
                in.get(LABELLED_ERROR_CONFIDENCE, usual.labelledErrorConfidence()),
                in.get(SPAM_SCORE, usual.spamScore()),
                in.get(SPAM_ENTROPY, usual.spamEntropy()),
                in.get(COLLUSION_KAPPA, usual.collusionKappa()),
                in.get(COLLUSION_RATIO, usual.collusionRatio()),
                in.get(DRIFT_SLACK, usual.driftSlack()),
                in.get(DRIFT_LIMIT, usual.driftLimit()),
                in.get(LATENCY_Z, usual.latencyZ()),
                in.get(PAIRWISE_AGENTS_MAX, usual.pairwiseAgentsMax()),
                in.get(CLUSTER_EVERY, usual.clusterEvery()));
    }
}
