package io.quorate.core.planning.replay;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.planning.replay.Replayed.Cause;
import io.quorate.core.policy.Policy;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fold of a dry run over recorded decisions.
public final class DryRun implements Fold<DryRun.Judged, DryRunReport> {
    /// So many decisions are named of each kind of change.
    public static final int SAMPLE_OF_EACH = 20;

    private final Digest candidate;
    private final Replay replay;
    private final Prices prices;
    private final Penalties penalties;
    private final Latencies latencies = new Latencies();
    private final Tally before = new Tally();
    private final Tally after = new Tally();
    private final Map<Cause, Long> undetermined = new EnumMap<>(Cause.class);
    private final SortedMap<DryRunReport.Move, Long> moves = new TreeMap<>();
    private final List<Flip> sample = new ArrayList<>();
    private long decisions;

    /// @param today the policy in force, for the prices of agents that the candidate lacks
    public DryRun(Policy candidate, Policy today) {
        this.candidate = candidate.digest();
        prices = Prices.of(List.of(candidate, today));
        penalties = new Penalties(candidate);
        replay = new Replay(candidate);
    }

    /// What is found of one decision.
    public sealed interface Judged {}

    private record Unclear(Cause cause) implements Judged {}

    private record Compared(
            DecisionId decision,
            Instant decidedAt,
            Optional<Choice> known,
            Duration latency,
            Scored recorded,
            Scored replayed)
            implements Judged {}

    @Override
    public Judged judge(Recorded decision) {
        DecisionRecord record = decision.record();
        return switch (replay.of(record)) {
            case Replayed.Undetermined(Cause cause) -> new Unclear(cause);
            case Replayed.Decided(Outcome replayed, Spending spending) ->
                    new Compared(
                            record.id(),
                            record.decidedAt(),
                            decision.known(),
                            Duration.between(record.receivedAt(), record.decidedAt()),
                            Scored.of(record, record.findings().outcome(), spent(record)),
                            Scored.of(record, replayed, spending));
        };
    }

    @Override
    public void take(Judged judged) {
        decisions++;
        switch (judged) {
            case Unclear(Cause cause) -> undetermined.merge(cause, 1L, Long::sum);
            case Compared compared -> {
                before.add(compared.recorded(), compared.known());
                after.add(compared.replayed(), compared.known());
                latencies.add(compared.latency());
                if (!saysTheSame(compared.recorded().outcome(), compared.replayed().outcome())) {
                    flip(compared);
                }
            }
        }
    }

    private Spending spent(DecisionRecord record) {
        Spending spent = Spending.NONE;
        for (PoolOutcome pool : record.findings().pools()) {
            for (RoundReport round : pool.rounds()) {
                spent = spent.plus(prices.of(round));
            }
        }
        return spent;
    }

    @Override
    public void take(Episode episode) {
        penalties.take(episode);
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
                sample,
                penalties.removals(),
                latencies.quantiles());
    }

    private void flip(Compared compared) {
        Outcome recorded = compared.recorded().outcome();
        Outcome replayed = compared.replayed().outcome();
        Verdict from = recorded.verdict();
        Verdict to = replayed.verdict();
        long known = moves.merge(new DryRunReport.Move(from, to), 1L, Long::sum);
        if (known <= SAMPLE_OF_EACH) {
            sample.add(new Flip(compared.decision(), compared.decidedAt(), recorded, replayed));
        }
    }

    /// The reason may differ: who asked gets the same answer.
    private static boolean saysTheSame(Outcome one, Outcome other) {
        return one.verdict() == other.verdict() && one.choice().equals(other.choice());
    }
}
