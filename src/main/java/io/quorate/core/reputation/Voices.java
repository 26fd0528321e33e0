package io.quorate.core.reputation;

import io.quorate.core.protocol.Voice;
import java.util.List;

/// What an agent's vote says about the right choice, from its track record.
///
/// The agent's rate p is the mean of its evidence and of a prior rate, worth four votes. On more
/// than two choices its vote says log(p(K−1)/(1−p)) for what it voted for, nothing where p ≤ 1/K.
///
/// On accept and reject the voice is the logarithm of its confusion rows, each worth four votes of
/// a base row. The base row is that of an agent which knows the answer with probability a and else
/// answers as it always does [1]: θ(x|k) = a·[x=k] + (1−a)·d(x). What it always does, its votes
/// show without any label: they contain each answer M(x) of the time, so that d = (M − a·π)/(1−a),
/// and since no agent finds a right choice more often than it votes for it, a ≤ M(k)/π(k) for both.
/// An agent that nearly always accepts is worth next to nothing, however right it is.
///
/// Last, the log-odds are corrected by what labels showed them to be too high or low beside the
/// other voices ([Labelling]).
///
/// A voice never speaks against its vote: a liar is not heard; to hear it inverted would give it a
/// lever.
///
/// [1] Hovy, Berg-Kirkpatrick, Vaswani, Hovy: Learning Whom to Trust with MACE (NAACL 2013), §3.
final class Voices {
    /// Votes that the prior rate and a base row are worth.
    private static final double PRIOR = 4;

    /// Votes by which an agent's own answers are shrunk to the commonness of the choices.
    private static final double CAST_PRIOR = 12;

    private static final double RATE_MIN = 0.01;
    private static final double RATE_MAX = 0.99;
    private static final double KNOWS_MAX = 0.98;
    private static final double REST_MIN = 1e-6;

    private Voices() {}

    /// An agent's rate of being right.
    static double rate(TrackRecord record, double priorRate) {
        return rate(
                record.told().rightVotes() + record.agreed().rightVotes(),
                record.told().votes() + record.agreed().votes(),
                priorRate,
                PRIOR);
    }

    private static double rate(double right, double votes, double priorRate, double prior) {
        double rate = (Math.max(0, right) + prior * priorRate) / (Math.max(0, votes) + prior);
        return Math.min(RATE_MAX, Math.max(RATE_MIN, rate));
    }

    /// What the agent says given everything learnt.
    static Voice of(
            TrackRecord record, double priorRate, Climate climate, int choices, boolean twoSided) {
        Evidence evidence = record.told().plus(record.agreed());
        double rate = rate(record, priorRate);
        return twoSided
                ? corrected(ofTwo(evidence, rate, record, climate), record)
                : ofMany(rate, choices, record.shift() / Millionths.ONE);
    }

    /// What the agent says as a teacher of others: by labels alone, from chance up.
    static Voice ofTeacher(TrackRecord record, Climate climate, int choices, boolean twoSided) {
        double rate = rate(record.told().rightVotes(), record.told().votes(), 1.0 / choices, 1);
        return twoSided
                ? voice(ofTwo(record.told(), rate, record, climate))
                : ofMany(rate, choices, 0);
    }

    /// What everybody says while nothing is known of anybody, and they are presumed able.
    ///
    /// @param copies how many agents share the voice
    static Voice ofFounder(int choices, double copies) {
        double rate = Seniority.FOUNDER.prior().mean();
        return new Voice.Backing(
                Millionths.of(StrictMath.log(rate * (choices - 1) / (1 - rate)) / copies));
    }

    private static Voice ofMany(double rate, int choices, double shift) {
        if (rate <= 1.0 / choices) {
            return Voice.SILENT;
        }
        double odds = StrictMath.log(rate * (choices - 1) / (1 - rate));
        return new Voice.Backing(Millionths.of(Math.max(0, odds + shift)));
    }

    /// The rows θ(voted|right) on two choices, or nothing for an agent that is no better than
    /// chance.
    private static double[][] ofTwo(
            Evidence evidence, double rate, TrackRecord record, Climate climate) {
        if (rate <= 0.5) {
            return new double[0][];
        }
        double cast = record.cast(0) + record.cast(1);
        double[] common = {climate.commonness(0), climate.commonness(1)};
        double[] answers = new double[2];
        double knows = Math.min(KNOWS_MAX, 2 * rate - 1);
        for (int choice = 0; choice < 2; choice++) {
            answers[choice] =
                    (record.cast(choice) + CAST_PRIOR * common[choice]) / (cast + CAST_PRIOR);
            knows = Math.min(knows, answers[choice] / common[choice]);
        }
        double[] rest = new double[2];
        for (int choice = 0; choice < 2; choice++) {
            rest[choice] =
                    Math.max(REST_MIN, (answers[choice] - knows * common[choice]) / (1 - knows));
        }
        double[][] rows = new double[2][2];
        for (int right = 0; right < 2; right++) {
            double base = knows + (1 - knows) * rest[right] / (rest[0] + rest[1]);
            double found = Math.max(0, evidence.votes(right, right));
            double missed = Math.max(0, evidence.votes(right, 1 - right));
            double row = (found + PRIOR * base) / (found + missed + PRIOR);
            rows[right][right] = Math.min(RATE_MAX, Math.max(RATE_MIN, row));
            rows[right][1 - right] = 1 - rows[right][right];
        }
        return rows[0][0] + rows[1][1] > 1 ? rows : new double[0][];
    }

    private static Voice corrected(double[][] rows, TrackRecord record) {
        if (rows.length == 0 || record.shift() == 0) {
            return voice(rows);
        }
        double shift = record.shift() / Millionths.ONE;
        long[][] logs = logs(rows);
        for (int voted = 0; voted < 2; voted++) {
            // Both rows tell a vote from the other with positive odds; corrected they still do.
            long odds = logs[voted][voted] - logs[1 - voted][voted];
            logs[voted][voted] += Math.max(-odds, Millionths.of(shift));
        }
        return voice(logs);
    }

    private static Voice voice(double[][] rows) {
        return rows.length == 0 ? Voice.SILENT : voice(logs(rows));
    }

    private static long[][] logs(double[][] rows) {
        long[][] logs = new long[2][2];
        for (int right = 0; right < 2; right++) {
            for (int voted = 0; voted < 2; voted++) {
                logs[right][voted] = Millionths.of(StrictMath.log(rows[right][voted]));
            }
        }
        return logs;
    }

    private static Voice voice(long[][] logs) {
        return new Voice.Confusion(
                List.of(List.of(logs[0][0], logs[0][1]), List.of(logs[1][0], logs[1][1])));
    }
}
