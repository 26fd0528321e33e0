package io.quorate.core.policy;

import java.math.BigDecimal;

/// From which value on each detector reports what it sees.
///
/// @param votesMin votes of an agent below which no statistic speaks about it
/// @param outlierZ robust z-score of dissent within one decision
/// @param labelledErrorConfidence how sure the bound on labelled votes must be
/// @param spamScore signed Raykar–Yu score at or below which votes carry nothing
/// @param spamEntropy entropy of an agent's own votes, in bits, at or below which it is constant
/// @param collusionKappa pairwise agreement beyond skill
/// @param collusionRatio likelihood ratio of copying against independent errors
/// @param driftSlack error rate above the usual that CUSUM forgives at each vote
/// @param driftLimit CUSUM sum that counts as a change
/// @param latencyZ robust z-score of the response time
/// @param pairwiseAgentsMax agents of a pool for which pairs are compared
/// @param clusterEvery decisions from one clustering to the next
public record DetectionPolicy(
        int votesMin,
        BigDecimal outlierZ,
        BigDecimal labelledErrorConfidence,
        BigDecimal spamScore,
        BigDecimal spamEntropy,
        BigDecimal collusionKappa,
        BigDecimal collusionRatio,
        BigDecimal driftSlack,
        BigDecimal driftLimit,
        BigDecimal latencyZ,
        int pairwiseAgentsMax,
        int clusterEvery) {
    public static final Range<Integer> VOTES_MIN = Range.between(1, 100_000);
    public static final Range<BigDecimal> Z = Range.above("0", "100");
    public static final Range<BigDecimal> CONFIDENCE = Range.between("0.5", "0.9999");
    public static final Range<BigDecimal> RATIO = Range.above("1", "1000000");
    public static final Range<BigDecimal> LIMIT = Range.above("0", "1000");
    public static final Range<Integer> PAIRWISE_AGENTS = Range.between(2, 512);
    public static final Range<Integer> CLUSTER_EVERY = Range.between(1, 1_000_000);

    public static final DetectionPolicy DEFAULT =
            new DetectionPolicy(
                    30,
                    new BigDecimal("3.5"),
                    new BigDecimal("0.95"),
                    new BigDecimal("0.05"),
                    new BigDecimal("0.05"),
                    new BigDecimal("0.8"),
                    new BigDecimal("20"),
                    new BigDecimal("0.1"),
                    new BigDecimal("5"),
                    new BigDecimal("3.5"),
                    64,
                    100);

    public DetectionPolicy {
        VOTES_MIN.check("votes_min", votesMin);
        Z.check("outlier_z", outlierZ);
        CONFIDENCE.check("labelled_error_confidence", labelledErrorConfidence);
        Range.SHARE.check("spam_score", spamScore);
        Range.SHARE.check("spam_entropy", spamEntropy);
        Range.SHARE.check("collusion_kappa", collusionKappa);
        RATIO.check("collusion_ratio", collusionRatio);
        Range.SHARE.check("drift_slack", driftSlack);
        LIMIT.check("drift_limit", driftLimit);
        Z.check("latency_z", latencyZ);
        PAIRWISE_AGENTS.check("pairwise_agents_max", pairwiseAgentsMax);
        CLUSTER_EVERY.check("cluster_every", clusterEvery);
    }

    void outline(Outline to) {
        to.put("votes_min", votesMin);
        to.put("outlier_z", outlierZ);
        to.put("labelled_error_confidence", labelledErrorConfidence);
        to.put("spam_score", spamScore);
        to.put("spam_entropy", spamEntropy);
        to.put("collusion_kappa", collusionKappa);
        to.put("collusion_ratio", collusionRatio);
        to.put("drift_slack", driftSlack);
        to.put("drift_limit", driftLimit);
        to.put("latency_z", latencyZ);
        to.put("pairwise_agents_max", pairwiseAgentsMax);
        to.put("cluster_every", clusterEvery);
    }
}
