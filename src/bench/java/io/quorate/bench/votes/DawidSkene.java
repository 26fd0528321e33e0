package io.quorate.bench.votes;

import java.util.Arrays;
import java.util.List;

/// Batch expectation maximisation over all votes at once, from the majority [1]; for comparison.
///
/// [1] Dawid and Skene: Maximum Likelihood Estimation of Observer Error-Rates Using the EM
/// Algorithm (1979).
final class DawidSkene {
    private static final int ITERATIONS = 50;
    private static final double SMOOTH = 0.01;

    private DawidSkene() {}

    /// The probability of each class for every item.
    static double[][] of(Attack.Play play) {
        int classes = play.set().classes();
        List<List<VoteSet.Cast>> votes = play.votes();
        double[][] belief = new double[votes.size()][classes];
        for (int item = 0; item < belief.length; item++) {
            for (VoteSet.Cast vote : votes.get(item)) {
                belief[item][vote.choice()] += 1;
            }
            normalise(belief[item]);
        }
        for (int i = 0; i < ITERATIONS; i++) {
            belief = expected(votes, maximised(votes, belief, play.set()), common(belief), classes);
        }
        return belief;
    }

    private static double[][][] maximised(
            List<List<VoteSet.Cast>> votes, double[][] belief, VoteSet set) {
        int classes = set.classes();
        double[][][] rows = new double[set.agents().size()][classes][classes];
        for (double[][] agent : rows) {
            for (double[] row : agent) {
                Arrays.fill(row, SMOOTH);
            }
        }
        for (int item = 0; item < belief.length; item++) {
            for (VoteSet.Cast vote : votes.get(item)) {
                for (int k = 0; k < classes; k++) {
                    rows[vote.agent()][k][vote.choice()] += belief[item][k];
                }
            }
        }
        for (double[][] agent : rows) {
            for (double[] row : agent) {
                normalise(row);
            }
        }
        return rows;
    }

    private static double[] common(double[][] belief) {
        double[] common = new double[belief[0].length];
        Arrays.fill(common, SMOOTH);
        for (double[] item : belief) {
            for (int k = 0; k < common.length; k++) {
                common[k] += item[k];
            }
        }
        normalise(common);
        return common;
    }

    private static double[][] expected(
            List<List<VoteSet.Cast>> votes, double[][][] rows, double[] common, int classes) {
        double[][] belief = new double[votes.size()][classes];
        for (int item = 0; item < belief.length; item++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                belief[item][k] = Math.log(common[k]);
                for (VoteSet.Cast vote : votes.get(item)) {
                    belief[item][k] += Math.log(rows[vote.agent()][k][vote.choice()]);
                }
                most = Math.max(most, belief[item][k]);
            }
            for (int k = 0; k < classes; k++) {
                belief[item][k] = Math.exp(belief[item][k] - most);
            }
            normalise(belief[item]);
        }
        return belief;
    }

    private static void normalise(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int k = 0; k < values.length; k++) {
            values[k] = sum == 0 ? 1.0 / values.length : values[k] / sum;
        }
    }
}
