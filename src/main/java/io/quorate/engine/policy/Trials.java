package io.quorate.engine.policy;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.planning.replay.Episode;
import io.quorate.core.planning.replay.Fold;
import io.quorate.core.planning.replay.Recorded;
import io.quorate.core.protocol.Choice;
import io.quorate.engine.Limits;
import io.quorate.engine.Refusal;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.policy.RecordedDecisions.End;
import io.quorate.engine.policy.RecordedDecisions.Next;
import io.quorate.engine.policy.RecordedDecisions.Span;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tries policies on recorded decisions.
public final class Trials {
    private static final long TELL_EVERY = Duration.ofMillis(250).toNanos();

    /// Large enough that handing on costs nothing, small enough that a few fit anywhere: a decision
    /// is some kilobytes.
    private static final int BATCH = 128;

    private static final int BATCHES_MAX = 8;

    private final RecordedDecisions decisions;
    private final Ticker ticker;
    private final Signals signals;
    private final Limits limits;
    private final Executor judges;

    /// @param judges beside the thread that shows the decisions, which judges as well
    public Trials(
            RecordedDecisions decisions,
            Executor judges,
            Ticker ticker,
            Signals signals,
            Limits limits) {
        this.decisions = decisions;
        this.judges = judges;
        this.ticker = ticker;
        this.signals = signals;
        this.limits = limits;
    }

    /// A decision as it is stored.
    private record Stored(DecisionLeaf leaf, Optional<Choice> known) {}

    /// What was found of some decisions in a row.
    ///
    /// @param damaged how many could not be read
    private record Batch<J>(List<J> judged, int damaged) {}

    /// Something that whoever comes first does, and nobody twice.
    private static final class Task<T> implements Runnable {
        private final Supplier<T> work;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Task(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                try {
                    result.complete(work.get());
                } catch (RuntimeException | Error defect) {
                    result.completeExceptionally(defect);
                }
            }
        }

        boolean isDone() {
            return result.isDone();
        }

        /// Waits for whoever has begun.
        T result() {
            return result.join();
        }
    }

    /// Begins to fold the decisions of a span.
    public <J, R> Trial start(Fold<J, R> fold, Span span, Trial.Listener<R> listener) {
        Running<J, R> running = new Running<>(fold, listener);
        RecordedDecisions.Visit visit = decisions.visit(span, running);
        visit.end().whenComplete((end, failure) -> running.end(end, failure));
        return () -> {
            running.cancel();
            visit.stop();
        };
    }

    /// One trial; all but [#cancel] and the judging happens on the thread that shows the decisions.
    ///
    /// @param <J> what is found of one decision
    /// @param <R> what is found of all
    private final class Running<J, R> implements RecordedDecisions.Visitor {
        private final Fold<J, R> fold;
        private final Trial.Listener<R> listener;
        private final Deque<Task<Batch<J>>> underWay = new ArrayDeque<>();
        private List<Stored> waiting = new ArrayList<>(BATCH);
        private volatile boolean cancelled;
        private long all;
        private long seen;
        private long damaged;
        private long told = ticker.nanos();

        Running(Fold<J, R> fold, Trial.Listener<R> listener) {
            this.fold = fold;
            this.listener = listener;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public void count(long count) {
            all = count;
            listener.progressed(0, all);
        }

        @Override
        public Next see(Episode episode) {
            fold.take(episode);
            return cancelled ? Next.ENOUGH : Next.MORE;
        }

        @Override
        public Next see(DecisionLeaf leaf, Optional<Choice> known) {
            if (cancelled) {
                return Next.ENOUGH;
            }
            waiting.add(new Stored(leaf, known));
            if (waiting.size() == BATCH) {
                handOn();
            }
            return Next.MORE;
        }

        /// Has the waiting decisions judged by whoever is free, this thread where nobody is, and
        /// takes up what has been judged.
        private void handOn() {
            List<Stored> batch = waiting;
            waiting = new ArrayList<>(BATCH);
            Task<Batch<J>> task = new Task<>(() -> judge(batch));
            underWay.addLast(task);
            judges.execute(task);
            if (underWay.size() == BATCHES_MAX) {
                // Nothing happens where a judge has it already.
                task.run();
                takeNext();
            }
            while (!underWay.isEmpty() && underWay.getFirst().isDone()) {
                takeNext();
            }
            long now = ticker.nanos();
            if (now - told >= TELL_EVERY) {
                told = now;
                listener.progressed(seen, all);
            }
        }

        private void takeNext() {
            Task<Batch<J>> task = underWay.removeFirst();
            task.run();
            Batch<J> batch = task.result();
            batch.judged().forEach(fold::take);
            damaged += batch.damaged();
            seen += batch.judged().size() + batch.damaged();
        }

        /// A damaged record is the verifier's business; here it is counted and left out.
        private Batch<J> judge(List<Stored> batch) {
            List<J> judged = new ArrayList<>(batch.size());
            int unreadable = 0;
            for (Stored stored : batch) {
                DecisionRecord record;
                try {
                    record = stored.leaf().read(Map.of());
                } catch (IllegalArgumentException _) {
                    unreadable++;
                    continue;
                }
                judged.add(fold.judge(new Recorded(record, stored.known())));
            }
            return new Batch<>(judged, unreadable);
        }

        private R report() {
            handOn();
            while (!underWay.isEmpty()) {
                takeNext();
            }
            return fold.report();
        }

        void end(@Nullable End end, @Nullable Throwable failure) {
            if (cancelled) {
                return;
            }
            if (failure != null || end == null) {
                listener.failed(failure == null ? new IllegalStateException("no end") : failure);
                return;
            }
            switch (end) {
                case End.Seen() -> finish();
                case End.Unavailable(String cause) ->
                        refuse(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
                case End.Full() -> refuse(new Refusal.Overloaded(limits.retryAfter()));
            }
        }

        private void finish() {
            R report;
            try {
                report = report();
            } catch (RuntimeException | Error defect) {
                listener.failed(defect);
                return;
            }
            listener.finished(report, damaged);
        }

        private void refuse(Refusal refusal) {
            signals.emit(new Signals.Signal.Refused(refusal));
            listener.refused(refusal);
        }
    }
}
