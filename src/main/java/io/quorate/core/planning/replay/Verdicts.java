package io.quorate.core.planning.replay;

/// What decisions came to under one policy.
///
/// @param expectedWrong how many of the accepted and rejected ones are expected to be wrong, by the
///   posterior that was recorded with each; it allows for voters that err together, and does not
///   depend on the policy
/// @param agreement with the right answers that are known
public record Verdicts(
        long accepted,
        long rejected,
        long noConsensus,
        long provisional,
        double expectedWrong,
        Agreement agreement,
        Spending spending) {

    public long count() {
        return accepted + rejected + escalated();
    }

    public long escalated() {
        return noConsensus + provisional;
    }
}
