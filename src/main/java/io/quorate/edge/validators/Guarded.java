package io.quorate.edge.validators;

import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Validator;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/// An agent behind its guard.
///
/// Only a call that reached nobody is repeated. A silence counts as a failure, also when the
/// round's deadline cut the call short; an agent that was not needed did nothing wrong.
final class Guarded implements Validator {
    private static final int PAUSE_BEFORE_RETRY_MILLIS = 20;

    private final Validator agent;
    private final TypedGuard<CompletionStage<Answer>> guard;

    Guarded(
            Validator agent,
            GuardPolicy policy,
            TypedGuard.Builder<CompletionStage<Answer>> blank) {
        this.agent = agent;
        this.guard = built(policy, blank);
    }

    private static TypedGuard<CompletionStage<Answer>> built(
            GuardPolicy policy, TypedGuard.Builder<CompletionStage<Answer>> blank) {
        TypedGuard.Builder<CompletionStage<Answer>> builder =
                blank.withThreadOffload(false)
                        .withBulkhead()
                        .limit(policy.callsMax())
                        .queueSize(policy.callsMax())
                        .done()
                        .withTimeout()
                        .duration(policy.timeout().toMillis(), ChronoUnit.MILLIS)
                        .done()
                        .withCircuitBreaker()
                        .requestVolumeThreshold(policy.failuresMax())
                        .failureRatio(1)
                        .successThreshold(1)
                        .delay(policy.pause().toMillis(), ChronoUnit.MILLIS)
                        .skipOn(BulkheadException.class)
                        .done();
        if (policy.retries() > 0) {
            builder =
                    builder.withRetry()
                            .maxRetries(policy.retries())
                            .delay(PAUSE_BEFORE_RETRY_MILLIS, ChronoUnit.MILLIS)
                            .jitter(0, ChronoUnit.MILLIS)
                            .retryOn(NobodyThere.class)
                            .done();
        }
        return builder.build();
    }

    @Override
    public Asking ask(BallotPaper paper) {
        return new Attempts(paper);
    }

    /// The agent gave no vote.
    private static class Unheard extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer.Silent silence;

        Unheard(Answer.Silent silence) {
            super(silence.detail(), null, false, false);
            this.silence = silence;
        }
    }

    /// The call reached nobody.
    private static final class NobodyThere extends Unheard {
        private static final long serialVersionUID = 1L;

        NobodyThere(Answer.Silent silence) {
            super(silence);
        }
    }

    /// All calls for one paper, one after the other.
    private final class Attempts implements Asking {
        private final BallotPaper paper;
        private final CompletionStage<Answer> answer;
        private @Nullable Asking current;
        private @Nullable Reason withdrawn;

        Attempts(BallotPaper paper) {
            this.paper = paper;
            this.answer = guarded().exceptionally(this::silence);
        }

        private CompletionStage<Answer> guarded() {
            try {
                return guard.get(this::attempt);
            } catch (RuntimeException refused) {
                return CompletableFuture.failedStage(refused);
            }
        }

        private CompletionStage<Answer> attempt() {
            if (reason() != null) {
                return CompletableFuture.completedStage(notAsked());
            }
            Asking asking = agent.ask(paper);
            Reason meanwhile = begun(asking);
            if (meanwhile != null) {
                asking.withdraw(meanwhile);
            }
            return asking.answer().thenCompose(this::judged);
        }

        private CompletionStage<Answer> judged(Answer came) {
            return switch (came) {
                case Answer.Voted _, Answer.Proposed _ -> CompletableFuture.completedStage(came);
                case Answer.Silent silent when reason() == Reason.NOT_NEEDED ->
                        CompletableFuture.completedStage(silent);
                case Answer.Silent silent ->
                        CompletableFuture.failedStage(
                                silent.cause() == SilenceCause.UNREACHABLE
                                        ? new NobodyThere(silent)
                                        : new Unheard(silent));
            };
        }

        private Answer silence(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
            return switch (cause) {
                case Unheard unheard -> unheard.silence;
                case TimeoutException _ -> {
                    withdraw(Reason.TOO_LATE);
                    yield Answer.Silent.of(
                            SilenceCause.TIMED_OUT, "took longer than its timeout allows");
                }
                case BulkheadException _ ->
                        Answer.Silent.of(
                                SilenceCause.SPARED, "has as many calls in flight as it may");
                case CircuitBreakerOpenException _ ->
                        Answer.Silent.of(
                                SilenceCause.SPARED, "is left alone after failures in a row");
                default -> Answer.Silent.of(SilenceCause.FAILED, "a defect of Quorate: " + cause);
            };
        }

        private static Answer notAsked() {
            return Answer.Silent.of(SilenceCause.NO_VOTE, "was not needed any more");
        }

        @Override
        public CompletionStage<Answer> answer() {
            return answer;
        }

        @Override
        public void withdraw(Reason reason) {
            Asking running;
            synchronized (this) {
                withdrawn = withdrawn == null ? reason : withdrawn;
                running = current;
            }
            if (running != null) {
                running.withdraw(reason);
            }
        }

        private synchronized @Nullable Reason begun(Asking asking) {
            current = asking;
            return withdrawn;
        }

        private synchronized @Nullable Reason reason() {
            return withdrawn;
        }
    }
}
