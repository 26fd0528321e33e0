package io.quorate.core.reputation;

/// What speaks for and against an agent's votes, in millionths of a vote.
///
/// The four counts by choice are kept for two choices only (accept and reject); the first word is
/// the right choice, the second the voted one.
public record Evidence(
        long right,
        long wrong,
        long firstFirst,
        long firstSecond,
        long secondFirst,
        long secondSecond) {
    public static final Evidence NONE = new Evidence(0, 0, 0, 0, 0, 0);

    /// A vote where each choice is right with a probability.
    ///
    /// @param weight of the vote
    static Evidence of(double weight, double[] right, int voted, boolean twoSided) {
        long speaking = Millionths.of(weight * right[voted]);
        long against = Millionths.of(weight * (1 - right[voted]));
        if (!twoSided) {
            return new Evidence(speaking, against, 0, 0, 0, 0);
        }
        return voted == 0
                ? new Evidence(speaking, against, speaking, 0, against, 0)
                : new Evidence(speaking, against, 0, against, 0, speaking);
    }

    /// Whether it adds nothing.
    boolean isNone() {
        return (right | wrong | firstFirst | firstSecond | secondFirst | secondSecond) == 0;
    }

    Evidence plus(Evidence more) {
        return new Evidence(
                right + more.right,
                wrong + more.wrong,
                firstFirst + more.firstFirst,
                firstSecond + more.firstSecond,
                secondFirst + more.secondFirst,
                secondSecond + more.secondSecond);
    }

    Evidence times(double factor) {
        return new Evidence(
                Math.round(right * factor),
                Math.round(wrong * factor),
                Math.round(firstFirst * factor),
                Math.round(firstSecond * factor),
                Math.round(secondFirst * factor),
                Math.round(secondSecond * factor));
    }

    Evidence negated() {
        return new Evidence(-right, -wrong, -firstFirst, -firstSecond, -secondFirst, -secondSecond);
    }

    double rightVotes() {
        return right / Millionths.ONE;
    }

    double votes() {
        return (right + wrong) / Millionths.ONE;
    }

    /// Votes for one choice where that or the other was right.
    double votes(int right, int voted) {
        long count =
                right == 0
                        ? (voted == 0 ? firstFirst : firstSecond)
                        : (voted == 0 ? secondFirst : secondSecond);
        return count / Millionths.ONE;
    }
}
