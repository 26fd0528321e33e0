package io.quorate.core.detection;

import io.quorate.core.detection.measure.Agreement;
import io.quorate.core.detection.measure.Beta;
import io.quorate.core.policy.DetectionPolicy;
import io.quorate.core.protocol.AgentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How much an agent's votes over a window speak for misbehaviour, all detectors together.
///
/// For each named way to misbehave there is a Bayes factor against honesty: how much more probable
/// the agent's votes are if it behaves so than if it is an honest agent of this pool, in nats. An
/// honest agent's rate of being right follows a Beta law around the pool's own mean ([History]), so
/// that a poor agent of a poor pool is no suspect. The factors, each less what its prior and its
/// many chances to occur cost, are summed:
///
/// - *random*: right as a guess is, and unlike everybody else in its answers (half of *alone*);
/// - *alone*: its answers depend on nobody's: n·κ² with each other agent averages 1 by chance, and
///   several times that among agents that see the same question;
/// - *lying*: wrong nine times out of ten;
/// - *lately lying*: that over the last third of its votes;
/// - *changed*: nearly always right up to some vote, nearly always wrong from there;
/// - *constant*: one answer only, against how common that answer is in the pool;
/// - *copying*: an agent with which it agrees nearly always, against a κ at the policy's limit.
///
/// @param nats the logarithm of the summed factors
/// @param signs each way by itself, the strongest first
public record Suspicion(AgentId agent, double nats, List<Sign> signs) {
    private static final Beta LIAR = new Beta(1, 9);
    private static final Beta RELIABLE = new Beta(9, 1);
    private static final double CONSTANT_BITS = 0.08;
    private static final double ALONE_COSTS = 3;
    private static final double CONSTANT_COSTS = 3;
    private static final double COPYING_COSTS = 2;
    private static final double COPY_SLIPS = 0.003;
    private static final int PAIR_MIN = 4;
    private static final double PAIR_SCORE_MAX = 16;

    public Suspicion {
        signs = List.copyOf(signs);
    }

    /// One way to misbehave and how much speaks for it.
    ///
    /// @param nats more than 0 where it is more probable than honesty
    /// @param evidence a sentence for people
    public record Sign(String way, double nats, String evidence) {}

    /// How probable misbehaviour is, when one agent in twenty misbehaves.
    public double probability() {
        return 1 / (1 + 19 * StrictMath.exp(-nats));
    }

    /// One suspicion for each agent of the window, by id.
    public static List<Suspicion> of(History history, DetectionPolicy policy) {
        Beta honest = history.usual();
        Association association = new Association(history);
        List<Suspicion> suspicions = new ArrayList<>();
        for (Conduct conduct : history.conducts()) {
            List<Sign> signs = new ArrayList<>();
            double alone = association.aloneness(conduct.agent());
            signs.add(random(conduct, honest, alone));
            signs.add(
                    sign(
                            "alone",
                            alone - ALONE_COSTS,
                            "agreement with the others beyond chance is %.2f times what chance"
                                    + " gives",
                            association.of(conduct.agent())));
            signs.add(lying("lying", conduct, honest));
            signs.add(lying("lately lying", lastThird(conduct), honest));
            signs.add(changed(conduct, honest));
            signs.add(constant(conduct, history));
            signs.add(copying(conduct, history, policy));
            signs.sort(Comparator.comparingDouble(Sign::nats).reversed());
            suspicions.add(new Suspicion(conduct.agent(), logSum(signs), signs));
        }
        return suspicions;
    }

    private static Sign random(Conduct conduct, Beta honest, double alone) {
        double chance = conduct.chance();
        double guessed =
                conduct.right() * StrictMath.log(chance)
                        + conduct.wrong() * StrictMath.log(1 - chance);
        return sign(
                "random",
                guessed - honest.logEvidence(conduct.right(), conduct.wrong()) + alone / 2,
                "right on %.1f of %.1f votes whose right choice is known",
                conduct.right(),
                conduct.known());
    }

    private static Sign lying(String way, Conduct conduct, Beta honest) {
        return sign(
                way,
                conduct.logOdds(LIAR, honest),
                "wrong on %.1f of %.1f votes whose right choice is known",
                conduct.wrong(),
                conduct.known());
    }

    private static Conduct lastThird(Conduct conduct) {
        Conduct last = new Conduct(conduct.agent());
        List<Sighting> all = conduct.sightings();
        all.subList(all.size() * 2 / 3, all.size()).forEach(last::add);
        return last;
    }

    /// The best split into reliable before and lying after, less the choice among the splits.
    private static Sign changed(Conduct conduct, Beta honest) {
        List<Sighting> all = conduct.sightings();
        double wrong = 0;
        double known = 0;
        double best = Double.NEGATIVE_INFINITY;
        int split = 0;
        for (int i = 0; i < all.size() - 1; i++) {
            known += all.get(i).certainty();
            wrong += all.get(i).certainty() * all.get(i).error();
            double wrongAfter = conduct.wrong() - wrong;
            double rightAfter = conduct.right() - (known - wrong);
            double nats =
                    RELIABLE.logEvidence(known - wrong, wrong)
                            + LIAR.logEvidence(Math.max(0, rightAfter), Math.max(0, wrongAfter));
            if (nats > best) {
                best = nats;
                split = i + 1;
            }
        }
        if (split == 0) {
            return new Sign("changed", -ALONE_COSTS, "too few votes to tell");
        }
        return sign(
                "changed",
                best
                        - StrictMath.log(all.size() - 1)
                        - honest.logEvidence(conduct.right(), conduct.wrong()),
                "most unlike itself from its vote %d of %d on",
                split + 1,
                all.size());
    }

    private static Sign constant(Conduct conduct, History history) {
        double bits = conduct.entropy();
        int favourite = conduct.favourite();
        double nats =
                bits < CONSTANT_BITS
                        ? -conduct.votesFor(favourite)
                                * StrictMath.log(
                                        history.commonness(favourite, conduct.choicesMost()))
                        : -20 * bits;
        return sign(
                "constant",
                nats - CONSTANT_COSTS,
                "%.3f bits of entropy in %d votes",
                bits,
                conduct.votes());
    }

    private static Sign copying(Conduct conduct, History history, DetectionPolicy policy) {
        double usual = policy.collusionKappa().doubleValue();
        double best = Double.NEGATIVE_INFINITY;
        AgentId model = conduct.agent();
        int compared = 0;
        for (AgentId other : history.pairs().agents()) {
            Agreement agreement = history.pairs().of(conduct.agent(), other);
            if (agreement.together() >= PAIR_MIN) {
                compared++;
                double nats = agreement.logCopying(usual, COPY_SLIPS);
                if (nats > best) {
                    best = nats;
                    model = other;
                }
            }
        }
        if (compared == 0) {
            return new Sign("copying", -COPYING_COSTS - PAIR_SCORE_MAX, "nobody to copy");
        }
        Agreement agreement = history.pairs().of(conduct.agent(), model);
        return sign(
                "copying",
                best - COPYING_COSTS - StrictMath.log(1 + compared),
                "the same as %s on %d of %d questions",
                model,
                agreement.same(),
                agreement.together());
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static Sign sign(String way, double nats, String evidence, Object... figures) {
        return new Sign(way, nats, String.format(Locale.ROOT, evidence, figures));
    }

    private static double logSum(List<Sign> signs) {
        double most = signs.stream().mapToDouble(Sign::nats).max().orElse(0);
        double sum = 0;
        for (Sign sign : signs) {
            sum += StrictMath.exp(sign.nats() - most);
        }
        return most + StrictMath.log(sum);
    }
}
