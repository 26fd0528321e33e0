package io.quorate.core.consensus.resolution;

import io.quorate.core.consensus.Rules;
import io.quorate.core.policy.MinorityOverrule;
import io.quorate.core.policy.OnTie;
import io.quorate.core.policy.OnTimeout;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.OutcomeReason;
import io.quorate.core.protocol.Seat;
import io.quorate.core.protocol.Vote;
import io.quorate.core.protocol.Weighting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// What the votes of a round amount to, by the rows of the resolution table that read votes alone;
/// the rows about faults and further rounds are the round's.
///
/// Rows are tried in order and the first that applies wins. [#certain] answers the same question
/// before all votes are in, and only when no vote that may still come could change the answer:
///
/// - a quorum stands whatever follows, because two choices never both pass the gate;
/// - a quorum by head stands, and so does its lack of weight when all awaited weight would not do;
/// - a strong minority stands when the majority can neither win nor be caught up with. Evidence in
///   votes to come can only be ruled out where the majority's holds already or nothing is quotable;
/// - every other row can still be left: a tie by one more vote, a timeout by an abstention, and all
///   the rest by silence until the deadline.
public final class Resolution {
    private static final double VERY_SURE = 0.9;

    private final Count count;
    private final Rules rules;
    private final Library library;

    public Resolution(Count count, Rules rules, Library library) {
        this.count = count;
        this.rules = rules;
        this.library = library;
    }

    /// How a round ended.
    public enum Ending {
        /// Every vote that could come came.
        ALL_IN,
        /// The deadline passed first.
        DEADLINE
    }

    /// The outcome when no more votes come.
    public Outcome outcome(Ending ending) {
        OptionalInt agreed = count.agreed();
        if (agreed.isPresent()) {
            return Outcome.agreed(count.choice(agreed.getAsInt()));
        }
        if (count.byHead().isPresent()) {
            return Outcome.noConsensus(OutcomeReason.WEIGHT_BELOW_THRESHOLD);
        }
        List<Integer> leaders = count.leaders();
        if (leaders.size() == 1) {
            List<Integer> strong = strongMinorities(leaders.getFirst());
            if (!strong.isEmpty()) {
                return strongMinority(leaders.getFirst(), strong);
            }
        }
        if (leaders.size() > 1) {
            return tie(leaders);
        }
        return switch (ending) {
            case DEADLINE -> timeout(leaders);
            case ALL_IN -> Outcome.noConsensus(OutcomeReason.QUORUM_NOT_REACHED);
        };
    }

    /// The outcome that every completion of the awaited votes gives; empty while there are several.
    public Optional<Outcome> certain() {
        if (count.awaited() == 0) {
            return Optional.of(outcome(Ending.ALL_IN));
        }
        if (count.agreed().isPresent()) {
            return Optional.of(outcome(Ending.ALL_IN));
        }
        if (count.byHead().isPresent()) {
            return count.canAgree()
                    ? Optional.empty()
                    : Optional.of(Outcome.noConsensus(OutcomeReason.WEIGHT_BELOW_THRESHOLD));
        }
        return certainMinority();
    }

    private Optional<Outcome> certainMinority() {
        List<Integer> leaders = count.leaders();
        if (leaders.size() != 1 || !standsAlone(leaders.getFirst())) {
            return Optional.empty();
        }
        int majority = leaders.getFirst();
        if (strongMinorities(majority).isEmpty()) {
            return Optional.empty();
        }
        boolean settled =
                switch (rules.resolution().minorityOverrule()) {
                    case ESCALATE -> true;
                    case EVIDENCE -> anyHolds(majority) || !library.isQuotable();
                };
        return settled
                ? Optional.of(Outcome.noConsensus(OutcomeReason.STRONG_MINORITY))
                : Optional.empty();
    }

    /// Whether the awaited votes can neither carry the majority to a quorum nor another choice up
    /// to it.
    private boolean standsAlone(int majority) {
        int lead = count.heads(majority);
        if (count.gate().enoughHeads(lead + count.awaited())) {
            return false;
        }
        for (int choice = 0; choice < count.electorate().choices().size(); choice++) {
            if (choice != majority && count.heads(choice) + count.awaited() >= lead) {
                return false;
            }
        }
        return true;
    }

    /// The choices against the majority behind which enough very sure agents stand, of at least two
    /// fault domains.
    private List<Integer> strongMinorities(int majority) {
        int choices = count.electorate().choices().size();
        int[] sure = new int[choices];
        FaultDomain[] first = new FaultDomain[choices];
        boolean[] several = new boolean[choices];
        List<Seat> seats = count.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            if (count.states().get(i) instanceof SeatState.Counted(Vote vote, int choice)
                    && choice != majority
                    && vote.confidence().orElse(0) > VERY_SURE) {
                FaultDomain domain = seats.get(i).domain();
                several[choice] |= first[choice] != null && !first[choice].equals(domain);
                first[choice] = domain;
                sure[choice]++;
            }
        }
        int needed = Math.max(2, count.gate().quorum().f() + 1);
        return IntStream.range(0, choices)
                .filter(choice -> sure[choice] >= needed && several[choice])
                .boxed()
                .toList();
    }

    private Outcome strongMinority(int majority, List<Integer> strong) {
        if (rules.resolution().minorityOverrule() == MinorityOverrule.EVIDENCE
                && !anyHolds(majority)) {
            List<Integer> verified = strong.stream().filter(this::anyHolds).toList();
            if (verified.size() == 1) {
                return provisional(verified.getFirst(), OutcomeReason.STRONG_MINORITY);
            }
        }
        return Outcome.noConsensus(OutcomeReason.STRONG_MINORITY);
    }

    private boolean anyHolds(int side) {
        return count.states().stream()
                .anyMatch(state ->
                        state instanceof SeatState.Counted(Vote vote, int choice)
                                && choice == side
                                && library.anyHolds(vote));
    }

    private Outcome tie(List<Integer> leaders) {
        if (rules.resolution().onTie() == OnTie.WEIGHTED) {
            long[] sums = contributions();
            List<Integer> ranked =
                    leaders.stream()
                            .sorted((one, other) -> Long.compare(sums[other], sums[one]))
                            .toList();
            if (sums[ranked.get(0)] > sums[ranked.get(1)]) {
                return provisional(ranked.getFirst(), OutcomeReason.TIE_BY_WEIGHT);
            }
        }
        return Outcome.noConsensus(OutcomeReason.TIE);
    }

    /// Σ score × contribution of each choice, in millionths. Every term is rounded by itself, so
    /// that the order of the votes does not matter.
    private long[] contributions() {
        long[] sums = new long[count.electorate().choices().size()];
        List<Seat> seats = count.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            if (count.states().get(i) instanceof SeatState.Counted(Vote vote, int choice)) {
                double sureness =
                        count.electorate().weighting() == Weighting.SPECIALIZATION
                                ? 0.5 + 0.5 * vote.confidence().orElse(0)
                                : 1;
                sums[choice] +=
                        Math.round(seats.get(i).weight() * vote.score().orElse(1) * sureness);
            }
        }
        return sums;
    }

    private Outcome timeout(List<Integer> leaders) {
        if (rules.resolution().onTimeout() == OnTimeout.PROVISIONAL && leaders.size() == 1) {
            int leader = leaders.getFirst();
            int heads = count.heads(leader);
            boolean majority = 2 * heads > count.received();
            boolean honest = heads > count.gate().quorum().f();
            if (majority && honest && isBroad(leader)) {
                return provisional(leader, OutcomeReason.TIMEOUT);
            }
        }
        return Outcome.noConsensus(OutcomeReason.TIMEOUT);
    }

    /// Whether the choice's voters are of two fault domains, or of the only one that the pool has.
    private boolean isBroad(int side) {
        Set<FaultDomain> pool = new HashSet<>();
        Set<FaultDomain> voters = new HashSet<>();
        List<Seat> seats = count.electorate().seats();
        for (int i = 0; i < seats.size(); i++) {
            pool.add(seats.get(i).domain());
            if (count.states().get(i) instanceof SeatState.Counted(Vote _, int choice)
                    && choice == side) {
                voters.add(seats.get(i).domain());
            }
        }
        return voters.size() >= Math.min(2, pool.size());
    }

    private Outcome provisional(int choice, OutcomeReason reason) {
        Choice chosen = count.choice(choice);
        return Outcome.provisional(chosen, reason);
    }
}
