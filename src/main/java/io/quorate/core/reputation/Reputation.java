package io.quorate.core.reputation;

import io.quorate.core.detection.measure.Beta;
import io.quorate.core.protocol.AgentId;

/// How far one agent of a pool can be relied on, as the gates and people see it.
///
/// A label weighs as much as five agreements; agreement counts less the more labels there are.
public record Reputation(AgentId agent, Seniority seniority, TrackRecord record) {
    /// What a canary, an outcome or a review weighs against one agreement.
    public static final double LABEL_WEIGHT = 5;

    /// Labelled votes after which an agent is known.
    public static final long PROVEN_FROM = 20;

    /// What is believed of the agent's rate of being right.
    public Beta belief() {
        double right =
                (record.labelledRight() + record.agreed().right()) / Millionths.ONE * LABEL_WEIGHT;
        double wrong =
                (record.labelledWrong() + record.agreed().wrong()) / Millionths.ONE * LABEL_WEIGHT;
        // Forgetting and revoking round; neither may turn a belief inside out.
        return seniority.prior().after(Math.max(0, right), Math.max(0, wrong));
    }

    /// p = A/(A+B).
    public double accuracy() {
        return belief().mean();
    }

    public boolean proven() {
        return record.labelledVotes() >= PROVEN_FROM;
    }

    public Opinion opinion() {
        return Opinion.of(belief(), seniority.prior());
    }

    /// The lower end of what the labelled votes allow, for display.
    public Wilson wilson() {
        return Wilson.of(
                record.labelledRight() / Millionths.ONE,
                (record.labelledRight() + record.labelledWrong()) / Millionths.ONE);
    }
}
