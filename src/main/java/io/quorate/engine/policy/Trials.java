package io.quorate.engine.policy;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tries policies on recorded decisions.
public final class Trials {
    private static final long TELL_EVERY = Duration.ofMillis(250).toNanos();

    private final RecordedDecisions decisions;
    private final Ticker ticker;
    private final Signals signals;
    private final Limits limits;

    public Trials(RecordedDecisions decisions, Ticker ticker, Signals signals, Limits limits) {
        this.decisions = decisions;
        this.ticker = ticker;
        this.signals = signals;
        this.limits = limits;
    }

    /// Begins to fold the decisions of a span.
    public <R> Trial start(Fold<R> fold, Span span, Trial.Listener<R> listener) {
        Running<R> running = new Running<>(fold, listener);
        decisions.visit(span, running).whenComplete((end, failure) -> running.end(end, failure));
        return running;
    }

    /// One trial; all but [#cancel] happens on the thread that shows the decisions.
    private final class Running<R> implements Trial, RecordedDecisions.Visitor {
        private final Fold<R> fold;
        private final Listener<R> listener;
        private volatile boolean cancelled;
        private long all;
        private long seen;
        private long damaged;
        private long told = ticker.nanos();

        Running(Fold<R> fold, Listener<R> listener) {
            this.fold = fold;
            this.listener = listener;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void count(long count) {
            all = count;
            listener.progressed(0, all);
        }

        @Override
        public Next see(DecisionLeaf leaf, Optional<Choice> known) {
            if (cancelled) {
                return Next.ENOUGH;
            }
            take(leaf, known);
            seen++;
            long now = ticker.nanos();
            if (now - told >= TELL_EVERY) {
                told = now;
                listener.progressed(seen, all);
            }
            return Next.MORE;
        }

        /// A damaged record is the verifier's business; here it is counted and left out.
        private void take(DecisionLeaf leaf, Optional<Choice> known) {
            DecisionRecord record;
            try {
                record = leaf.read(Map.of());
            } catch (IllegalArgumentException _) {
                damaged++;
                return;
            }
            fold.take(new Recorded(record, known));
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
                case End.Seen() -> listener.finished(fold.report(), damaged);
                case End.Unavailable(String cause) ->
                        refuse(new Refusal.AuditUnavailable(cause, limits.retryAfter()));
                case End.Full() -> refuse(new Refusal.Overloaded(limits.retryAfter()));
            }
        }

        private void refuse(Refusal refusal) {
            signals.emit(new Signals.Signal.Refused(refusal));
            listener.refused(refusal);
        }
    }
}
