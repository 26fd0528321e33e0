package io.quorate.engine.alert;

import io.quorate.core.audit.alert.AlertLeaf;
import io.quorate.core.audit.alert.AlertRecord;
import io.quorate.core.audit.alert.AlertRecord.Change;
import io.quorate.core.policy.AlertPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Roll;
import io.quorate.engine.Ledger;
import io.quorate.engine.Notice;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.reputation.PoolPage;
import io.quorate.engine.reputation.ReputationBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Watches the limits of the policy, once a second.
public final class Alerts implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /// Of the window, how long a limit is kept before its alert ends.
    private static final int CALM_OF_WINDOW = 10;

    private final PolicySource policies;
    private final ReputationBook book;
    private final DecisionCounts counts;
    private final LongSupplier unrecorded;
    private final Ledger ledger;
    private final Ticker ticker;
    private final Signals signals;
    private volatile Map<About, Alert> raised = Map.of();
    private volatile boolean closed;

    private record About(Concern concern, Optional<PoolId> pool) {}

    /// @param unrecorded decisions that wait to be recorded
    public Alerts(
            PolicySource policies,
            ReputationBook book,
            DecisionCounts counts,
            LongSupplier unrecorded,
            Ledger ledger,
            Ticker ticker,
            Signals signals) {
        this.policies = policies;
        this.book = book;
        this.counts = counts;
        this.unrecorded = unrecorded;
        this.ledger = ledger;
        this.ticker = ticker;
        this.signals = signals;
    }

    /// Looks now and every second from now on.
    public void begin() {
        if (!closed) {
            try {
                look();
            } finally {
                ticker.after(EVERY, this::begin);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /// Limits that are crossed at this moment.
    public List<Alert> raised() {
        return raised.values().stream()
                .sorted(
                        Comparator.comparing(Alert::raised)
                                .thenComparing(alert -> alert.measured().concern()))
                .toList();
    }

    private void look() {
        Policy policy = policies.current();
        Duration calm = policy.alerts().window().dividedBy(CALM_OF_WINDOW);
        counts.follow(policy.pools().keySet(), policy.alerts().window());
        Instant now = ticker.now();
        Map<About, Alert> before = raised;
        Map<About, Alert> after = new LinkedHashMap<>();
        List<Measured> all = measured(policy);
        for (Measured measured : all) {
            About about = new About(measured.concern(), measured.pool());
            Optional<Alert> known = Optional.ofNullable(before.get(about));
            Optional<Alert> next = Alert.next(known, measured, now, ticker.nanos(), calm);
            next.ifPresent(alert -> after.put(about, alert));
            if (known.isEmpty() && next.isPresent()) {
                tell(Change.RAISED, measured, now);
            } else if (known.isPresent() && next.isEmpty()) {
                tell(Change.ENDED, measured, now);
            }
        }
        // A pool that the policy no longer has is not measured.
        before.forEach((about, alert) -> {
            if (all.stream().noneMatch(each -> about.pool().equals(each.pool()))) {
                tell(Change.ENDED, alert.measured(), now);
            }
        });
        raised = Map.copyOf(after);
    }

    private void tell(Change change, Measured measured, Instant now) {
        signals.emit(
                switch (change) {
                    case RAISED -> new Signals.Signal.AlertRaised(measured);
                    case ENDED -> new Signals.Signal.AlertEnded(measured);
                });
        AlertRecord record =
                new AlertRecord(
                        ledger.origin(),
                        now,
                        change,
                        measured.concern().key(),
                        measured.pool(),
                        measured.beyond(),
                        measured.all(),
                        measured.limit());
        // Where the log is away, the metric and the line have told of it.
        var _ = ledger.note(new Notice(change.kind(), now, AlertLeaf.of(record), List.of()));
    }

    private List<Measured> measured(Policy policy) {
        AlertPolicy limits = policy.alerts();
        List<Measured> all = new ArrayList<>();
        all.add(
                new Measured(
                        Concern.UNRECORDED_MAX,
                        Optional.empty(),
                        unrecorded.getAsLong(),
                        limits.unrecordedMax(),
                        BigDecimal.valueOf(limits.unrecordedMax())));
        for (PoolPolicy pool : policy.pools().values()) {
            Optional<PoolId> id = Optional.of(pool.id());
            DecisionCounts.Counts of = counts.of(pool.id());
            all.add(
                    new Measured(
                            Concern.NO_CONSENSUS_SHARE,
                            id,
                            of.noConsensus(),
                            of.decisions(),
                            limits.noConsensusShare()));
            all.add(
                    new Measured(
                            Concern.TIMEOUT_SHARE,
                            id,
                            of.timeouts(),
                            of.decisions(),
                            limits.timeoutShare()));
            all.add(
                    new Measured(
                            Concern.CONSENSUS_SUCCESS_RATE,
                            id,
                            of.undecided(),
                            of.rounds(),
                            policy.targets().successRate()));
            PoolPage page = book.page(pool);
            all.add(seats(page, limits.quarantinedShare()));
            all.add(Judged.of(page).against(policy.targets().detectionAccuracy(), page));
        }
        return all;
    }

    private static Measured seats(PoolPage page, BigDecimal limit) {
        List<AgentId> seats = page.roll().map(roll -> roll.plan().seats()).orElse(List.of());
        long lost = seats.stream().filter(agent -> isRemoved(page.roll(), agent)).count();
        return new Measured(
                Concern.QUARANTINED_SHARE,
                Optional.of(page.policy().id()),
                lost,
                seats.size(),
                limit);
    }

    private static boolean isRemoved(Optional<Roll> roll, AgentId agent) {
        return roll.flatMap(open -> open.discipline(agent))
                .filter(Discipline::lostItsSeat)
                .isPresent();
    }
}
