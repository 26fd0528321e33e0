package io.quorate.edge.validators;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.edge.wire.Papers;
import io.quorate.edge.wire.v1.JudgeRequest;
import io.quorate.edge.wire.v1.JudgeResponse;
import io.quorate.edge.wire.v1.ValidatorServiceGrpc;
import io.quorate.engine.Ticker;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Validator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// An agent that is a gRPC service.
final class GrpcValidator implements Validator, AutoCloseable {
    private final ManagedChannel channel;
    private final Ticker ticker;

    GrpcValidator(ManagedChannel channel, Ticker ticker) {
        this.channel = channel;
        this.ticker = ticker;
    }

    @Override
    public Asking ask(BallotPaper paper) {
        long left = Duration.between(ticker.now(), paper.deadline()).toNanos();
        return new Called(
                paper,
                ClientCalls.futureUnaryCall(
                        channel.newCall(
                                ValidatorServiceGrpc.getJudgeMethod(),
                                CallOptions.DEFAULT.withDeadlineAfter(left, TimeUnit.NANOSECONDS)),
                        JudgeRequest.newBuilder().setPaper(Papers.write(paper)).build()));
    }

    /// Calls in flight are cancelled.
    @Override
    public void close() {
        channel.shutdownNow();
    }

    /// One call.
    private static final class Called implements Asking, FutureCallback<JudgeResponse> {
        private final BallotPaper paper;
        private final ListenableFuture<JudgeResponse> response;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Called(BallotPaper paper, ListenableFuture<JudgeResponse> response) {
            this.paper = paper;
            this.response = response;
            Futures.addCallback(response, this, MoreExecutors.directExecutor());
        }

        @Override
        public void onSuccess(JudgeResponse came) {
            answer.complete(
                    came.hasBallot()
                            ? Papers.read(paper, came.getBallot())
                            : Answer.Silent.of(SilenceCause.FAILED, "answered without a ballot"));
        }

        @Override
        public void onFailure(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            String detail = Detail.of("answered " + status.getCode(), status.getDescription());
            answer.complete(Answer.Silent.of(cause(status.getCode()), detail));
        }

        private static SilenceCause cause(Status.Code code) {
            return switch (code) {
                case UNAVAILABLE -> SilenceCause.UNREACHABLE;
                case DEADLINE_EXCEEDED -> SilenceCause.NO_VOTE;
                default -> SilenceCause.FAILED;
            };
        }

        @Override
        public CompletionStage<Answer> answer() {
            return answer;
        }

        @Override
        public void withdraw(Reason reason) {
            response.cancel(true);
        }
    }
}
