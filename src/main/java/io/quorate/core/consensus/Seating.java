package io.quorate.core.consensus;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Electorate;
import io.quorate.core.protocol.Outlook;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Weighting;
import java.util.ArrayList;
import java.util.List;

/// How members become an electorate: their weights are cut so that no fault domain can carry a
/// decision alone, and what may fail together is counted.
public final class Seating {
    private Seating() {}

    /// What is known of a pool beyond its members.
    ///
    /// @param unproven too few labelled votes to trust learned weights
    /// @param labelled the pool has its first label
    public record Experience(boolean unproven, boolean labelled, Outlook outlook) {
        /// Of a pool that has just opened.
        public static final Experience NONE = new Experience(true, false, Outlook.NONE);
    }

    /// Whether fault domains are cut to size.
    public enum Cap {
        CAPPED,
        /// They are not, and everybody who may vote weighs 1: so the ensemble strategies count.
        UNCAPPED
    }

    /// The electorate of these members, one seat each, in their order.
    public static Electorate of(
            PoolId pool,
            Weighting weighting,
            List<Choice> choices,
            List<Member> members,
            Experience experience,
            Cap cap) {
        List<Member> seated =
                switch (cap) {
                    case CAPPED -> members;
                    case UNCAPPED -> members.stream().map(Member::ofWeightOne).toList();
                };
        FaultDomains domains = FaultDomains.of(seated);
        long[] weights =
                switch (cap) {
                    case CAPPED -> domains.cappedWeights();
                    case UNCAPPED -> domains.ownWeights();
                };
        List<Seat> seats = new ArrayList<>(seated.size());
        for (int i = 0; i < weights.length; i++) {
            seats.add(seated.get(i).seated(weights[i]));
        }
        return new Electorate(
                pool,
                weighting,
                choices,
                seats,
                domains.tolerated(weights),
                domains.correlated(),
                experience.unproven(),
                experience.labelled(),
                experience.outlook());
    }

    /// The electorate again with some seats given to others, everything else as it was.
    public static Electorate reseated(Electorate before, List<Member> members, Cap cap) {
        return of(
                before.pool(),
                before.weighting(),
                before.choices(),
                members,
                new Experience(before.unproven(), before.labelled(), before.outlook()),
                cap);
    }
}
