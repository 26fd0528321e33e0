package io.quorate.core.reputation;

/// Everything learnt about one agent in one pool, as sums that can be added up in any order.
///
/// A zero record is what a new agent has; an increment is a record, too. What is counted in votes
/// is in millionths of a vote, except `labelledVotes`.
///
/// @param labelledVotes votes whose right choice became known; never forgotten
/// @param chance sum of 1/K over those, in millionths
/// @param labelledRight of those, the right ones, as far as they are not forgotten; for the gates
/// @param labelledWrong the wrong ones, likewise
/// @param told what labels say, each vote by its share; for the voice
/// @param agreed what the others' labelled skill says where there was no label
/// @param castFirst votes for accept, on two choices
/// @param castSecond votes for reject, on two choices
/// @param shift what the agent's log-odds are corrected by, in millionths of a nat
/// @param leverage how much the correction has seen, in millionths
public record TrackRecord(
        long labelledVotes,
        long chance,
        long labelledRight,
        long labelledWrong,
        Evidence told,
        Evidence agreed,
        long castFirst,
        long castSecond,
        long shift,
        long leverage) {
    public static final TrackRecord NONE =
            new TrackRecord(0, 0, 0, 0, Evidence.NONE, Evidence.NONE, 0, 0, 0, 0);

    /// Whether it adds nothing.
    boolean isNone() {
        long counts = labelledVotes | chance | labelledRight | labelledWrong;
        long habits = castFirst | castSecond | shift | leverage;
        return (counts | habits) == 0 && told.isNone() && agreed.isNone();
    }

    public TrackRecord plus(TrackRecord more) {
        return new TrackRecord(
                labelledVotes + more.labelledVotes,
                chance + more.chance,
                labelledRight + more.labelledRight,
                labelledWrong + more.labelledWrong,
                told.plus(more.told),
                agreed.plus(more.agreed),
                castFirst + more.castFirst,
                castSecond + more.castSecond,
                shift + more.shift,
                leverage + more.leverage);
    }

    public TrackRecord negated() {
        return new TrackRecord(
                -labelledVotes,
                -chance,
                -labelledRight,
                -labelledWrong,
                told.negated(),
                agreed.negated(),
                -castFirst,
                -castSecond,
                -shift,
                -leverage);
    }

    static TrackRecord cast(int voted, double share) {
        long votes = Millionths.of(share);
        return new TrackRecord(
                0,
                0,
                0,
                0,
                Evidence.NONE,
                Evidence.NONE,
                voted == 0 ? votes : 0,
                voted == 0 ? 0 : votes,
                0,
                0);
    }

    static TrackRecord agreed(Evidence evidence) {
        return new TrackRecord(0, 0, 0, 0, Evidence.NONE, evidence, 0, 0, 0, 0);
    }

    static TrackRecord labelled(boolean right, int choices) {
        return new TrackRecord(
                1,
                Millionths.of(1.0 / choices),
                right ? Millionths.of(1) : 0,
                right ? 0 : Millionths.of(1),
                Evidence.NONE,
                Evidence.NONE,
                0,
                0,
                0,
                0);
    }

    static TrackRecord told(Evidence evidence) {
        return new TrackRecord(0, 0, 0, 0, evidence, Evidence.NONE, 0, 0, 0, 0);
    }

    static TrackRecord corrected(double shift, double leverage) {
        return new TrackRecord(
                0,
                0,
                0,
                0,
                Evidence.NONE,
                Evidence.NONE,
                0,
                0,
                Millionths.of(shift),
                Millionths.of(leverage));
    }

    /// The increment that leaves only a part of what was learnt; how many votes were labelled and
    /// which choices the agent prefers stays known, and a correction upwards is taken back.
    TrackRecord forgetting(double part) {
        return new TrackRecord(
                0,
                0,
                -Math.round(labelledRight * part),
                -Math.round(labelledWrong * part),
                told.times(-part),
                agreed.times(-part),
                0,
                0,
                -Math.max(0, shift),
                0);
    }

    /// How often a guess would have been right on the labelled votes.
    public double meanChance() {
        return labelledVotes <= 0 ? 0.5 : chance / Millionths.ONE / labelledVotes;
    }

    double cast(int choice) {
        return (choice == 0 ? castFirst : castSecond) / Millionths.ONE;
    }
}
