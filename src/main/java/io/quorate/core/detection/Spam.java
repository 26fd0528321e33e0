package io.quorate.core.detection;

import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.FaultKind;
import java.util.Locale;

/// Finds agents whose votes carry nothing: constant or random ones.
///
/// A vote helps as far as it depends on the right choice. On two choices the score is (α+β−1)²,
/// where α and β are how often the agent finds either when it is right [1]; on more it is
/// ((K·p−1)/(K−1))² of its rate p. The score keeps the sign under the square, because a liar
/// depends on the right choice, too, and must not pass for a good voter. Independently, own answers
/// of next to no entropy are constant, however often they happen to be right, as far as the pool's
/// answers are not.
///
/// [1] Raykar and Yu: Eliminating Spammers and Ranking Annotators for Crowdsourced Labeling Tasks,
/// JMLR 13 (2012), §3.
public final class Spam {
    /// Votes that a rate is shrunk by towards one that would carry nothing.
    private static final double SHRINK = 2;

    /// A constant voter is told by this many nats only: where everybody always says the same, so
    /// does an honest agent.
    private static final double SURPRISE_MIN = 5;

    private Spam() {}

    public static Finding examine(Conduct conduct, History history, DetectionPolicy policy) {
        if (conduct.votes() < policy.votesMin()) {
            return new Finding.TooFew(
                    conduct.agent(), FaultKind.SPAM, conduct.votes(), policy.votesMin());
        }
        double entropy = conduct.entropy();
        double entropyMin = policy.spamEntropy().doubleValue();
        if (entropy <= entropyMin && surprise(conduct, history) >= SURPRISE_MIN) {
            return new Finding.Suspected(
                    conduct.agent(),
                    FaultKind.SPAM,
                    entropy,
                    entropyMin,
                    String.format(
                            Locale.ROOT,
                            "nearly always the same answer: %.3f bits of entropy in %d votes",
                            entropy,
                            conduct.votes()));
        }
        double score = score(conduct);
        double scoreMin = policy.spamScore().doubleValue();
        if (conduct.known() < policy.votesMin() || score > scoreMin) {
            return new Finding.Clear(conduct.agent(), FaultKind.SPAM, score, scoreMin);
        }
        return new Finding.Suspected(
                conduct.agent(),
                FaultKind.SPAM,
                score,
                scoreMin,
                String.format(
                        Locale.ROOT,
                        "votes carry nothing about the right choice: score %.3f over %d votes,"
                                + " %.0f %% of them right",
                        score,
                        conduct.votes(),
                        100 * conduct.right() / conduct.known()));
    }

    /// How improbable it is that an agent draws the same answer so often from the answers that the
    /// pool gives, in nats.
    private static double surprise(Conduct conduct, History history) {
        int favourite = conduct.favourite();
        return -conduct.votesFor(favourite)
                * StrictMath.log(history.commonness(favourite, conduct.choicesMost()));
    }

    /// From −1, always wrong, over 0, of no use, to 1, always right.
    public static double score(Conduct conduct) {
        double dependence = conduct.choicesMost() == 2 ? ofTwo(conduct) : ofMany(conduct);
        return Math.copySign(dependence * dependence, dependence);
    }

    private static double ofTwo(Conduct conduct) {
        double[] found = new double[2];
        double[] asked = new double[2];
        for (Sighting sighting : conduct.sightings()) {
            int voted = sighting.voted();
            found[voted] += sighting.certainty() * (1 - sighting.error());
            asked[voted] += sighting.certainty() * (1 - sighting.error());
            asked[1 - voted] += sighting.certainty() * sighting.error();
        }
        double sum = -1;
        for (int choice = 0; choice < 2; choice++) {
            sum += (found[choice] + SHRINK / 2) / (asked[choice] + SHRINK);
        }
        return sum;
    }

    private static double ofMany(Conduct conduct) {
        double chance = conduct.chance();
        double rate = (conduct.right() + SHRINK * chance) / (conduct.known() + SHRINK);
        return (rate - chance) / (1 - chance);
    }
}
