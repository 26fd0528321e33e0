package io.quorate.core.detection;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How much more probable each pair's answers are if one copies the other nine times out of ten than
/// if both answer independently with the skill they have, in nats [1].
///
/// Two honest agents that are often right agree often; what they don't share are wrong answers:
///
///     shared answer, right with probability r:  r·ln((c + (1−c)·p)/p) + (1−r)·ln((c + (1−c)·e)/e)
///     different answers:                         ln(1−c)
///
/// c is 0.9, p the rate of being right of the one, e that of its hitting the same wrong answer; the
/// mean of both directions counts.
///
/// [1] Dong, Berti-Équille, Srivastava: Integrating Conflicting Data: The Role of Source Dependence
/// (VLDB 2009), §3.
final class CopyRatios {
    private static final double COPIES = 0.9;

    private final List<AgentId> agents;
    private final List<Double> rates = new ArrayList<>();
    private final double[][] ratios;

    /// @param agents by id
    CopyRatios(History history, List<AgentId> agents) {
        this.agents = agents;
        this.ratios = new double[agents.size()][agents.size()];
        Beta usual = history.usual();
        for (AgentId agent : agents) {
            Conduct conduct = history.of(agent);
            rates.add(usual.after(conduct.right(), conduct.wrong()).mean());
        }
        for (List<Sighting> decision : history.byDecision()) {
            for (int i = 0; i < decision.size(); i++) {
                for (int j = 0; j < i; j++) {
                    add(decision.get(i), decision.get(j));
                }
            }
        }
    }

    private void add(Sighting one, Sighting other) {
        int i = Collections.binarySearch(agents, one.agent());
        int j = Collections.binarySearch(agents, other.agent());
        if (i < 0 || j < 0 || i == j) {
            return;
        }
        double step = StrictMath.log(1 - COPIES);
        if (one.voted() == other.voted()) {
            // Without the vote of either: the one that sees more error has the other's vote in it
            // too, so that this still takes the bloc's side.
            double right = 1 - Math.max(one.error(), other.error());
            step =
                    (gain(rates.get(i), right, one.choices())
                                    + gain(rates.get(j), right, one.choices()))
                            / 2;
        }
        ratios[i][j] += step;
        ratios[j][i] += step;
    }

    private static double gain(double rate, double right, int choices) {
        double wrongly = (1 - rate) / (choices - 1);
        return right * copied(rate) + (1 - right) * copied(wrongly);
    }

    private static double copied(double independently) {
        return StrictMath.log((COPIES + (1 - COPIES) * independently) / independently);
    }

    double of(int one, int other) {
        return ratios[one][other];
    }
}
