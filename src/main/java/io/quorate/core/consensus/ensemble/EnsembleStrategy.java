package io.quorate.core.consensus.ensemble;

import io.quorate.core.policy.Protocol;
import io.quorate.core.protocol.Chance;
import io.quorate.core.protocol.ErrorModel;
import java.util.List;
import java.util.Optional;

/// A way to answer with one, two or three agents of equal weight, and how often it is right.
///
/// The rounds themselves are ordinary ones under [io.quorate.core.consensus.Rules#ensemble],
/// without a reserve: with one, two and three seats q is 1, 2 and 2, so that one decides alone, two
/// have to agree, and of three the majority wins.
public enum EnsembleStrategy {
    /// One agent alone.
    SINGLE(1),
    /// Two agents: they agree, or there is no decision.
    DUAL(2),
    /// Three agents: the majority.
    TRIPLE(3);

    private static final Chance NEVER = Chance.of(0);

    private final int agents;

    EnsembleStrategy(int agents) {
        this.agents = agents;
    }

    /// The strategy that a protocol names; empty for those that are none.
    public static Optional<EnsembleStrategy> of(Protocol protocol) {
        return switch (protocol) {
            case SINGLE -> Optional.of(SINGLE);
            case DUAL -> Optional.of(DUAL);
            case TRIPLE -> Optional.of(TRIPLE);
            case SINGLE_ROUND, TWO_ROUND -> Optional.empty();
        };
    }

    public int agents() {
        return agents;
    }

    /// How often it is right, wrong or silent.
    ///
    /// @param errorRates of its agents, each in [0,1]
    /// @param correlation of every two agents' errors, in [0,1]
    /// @param choices how many a submission offers; with two, all that err agree with each other
    public ErrorModel errors(List<Double> errorRates, double correlation, int choices) {
        if (errorRates.size() != agents) {
            throw new IllegalArgumentException(this + " takes the rates of " + agents + " agents");
        }
        if (choices < 2) {
            throw new IllegalArgumentException("a vote has at least two choices");
        }
        JointErrors joint = JointErrors.of(errorRates, correlation);
        ErrorModel alike =
                switch (this) {
                    case SINGLE -> single(joint);
                    case DUAL -> dual(joint);
                    case TRIPLE -> triple(joint);
                };
        return choices == 2 || this == SINGLE ? alike : scattered(alike);
    }

    private static ErrorModel single(JointErrors joint) {
        Chance wrong = Chance.of(joint.rate(0));
        return new ErrorModel(wrong.otherwise(), wrong, NEVER, wrong, joint.correlation());
    }

    private static ErrorModel dual(JointErrors joint) {
        double both = joint.both(0, 1);
        double any = joint.rate(0) + joint.rate(1) - both;
        return new ErrorModel(
                Chance.of(1 - any),
                Chance.of(both),
                Chance.of(any - both),
                Chance.of(both),
                joint.correlation());
    }

    private static ErrorModel triple(JointErrors joint) {
        Chance wrong = joint.two();
        return new ErrorModel(wrong.otherwise(), wrong, NEVER, joint.three(), joint.correlation());
    }

    /// With more than two choices agents that err may contradict each other, which is then noticed.
    private static ErrorModel scattered(ErrorModel alike) {
        return new ErrorModel(
                alike.right(),
                alike.wrong().atMost(),
                new Chance(
                        alike.undecided().least(),
                        alike.undecided().likely(),
                        alike.undecided().plus(alike.wrong()).most()),
                alike.allWrong(),
                alike.correlation());
    }
}
