package io.quorate.core.planning.replay;

import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.policy.Policy;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fold of a dry run over recorded decisions.
public final class DryRun implements Fold<DryRunReport> {
    /// So many decisions are named of each kind of change.
    public static final int SAMPLE_OF_EACH = 20;

    private final Digest candidate;
    private final Replay replay;
    private final Tally before = new Tally();
    private final Tally after = new Tally();
    private final Map<Cause, Long> undetermined = new EnumMap<>(Cause.class);
    private final SortedMap<DryRunReport.Move, Long> moves = new TreeMap<>();
    private final List<Flip> sample = new ArrayList<>();
    private long decisions;

    public DryRun(Policy candidate) {
        this.candidate = candidate.digest();
        replay = new Replay(candidate);
    }

    @Override
    public void take(Recorded decision) {
        decisions++;
        switch (replay.of(decision.record())) {
            case Replayed.Undetermined(Cause cause) -> undetermined.merge(cause, 1L, Long::sum);
            case Replayed.Decided(Outcome replayed) -> {
                Outcome recorded = decision.record().findings().outcome();
                before.add(decision, recorded);
                after.add(decision, replayed);
                if (!saysTheSame(recorded, replayed)) {
                    flip(decision, recorded, replayed);
                }
            }
        }
    }

    @Override
    public DryRunReport report() {
        return new DryRunReport(
                candidate,
                decisions,
                undetermined,
                before.verdicts(),
                after.verdicts(),
                moves,
                sample);
    }

    private void flip(Recorded decision, Outcome recorded, Outcome replayed) {
        Verdict from = recorded.verdict();
        Verdict to = replayed.verdict();
        long known = moves.merge(new DryRunReport.Move(from, to), 1L, Long::sum);
        if (known <= SAMPLE_OF_EACH) {
            sample.add(
                    new Flip(
                            decision.record().id(),
                            decision.record().decidedAt(),
                            recorded,
                            replayed));
        }
    }

    /// The reason may differ: who asked gets the same answer.
    private static boolean saysTheSame(Outcome one, Outcome other) {
        return one.verdict() == other.verdict() && one.choice().equals(other.choice());
    }
}
