package io.quorate.edge.validators;

import com.google.protobuf.ByteString;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.edge.wire.Papers;
import io.quorate.edge.wire.v1.AttendResponse;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.Withdrawal;
import io.quorate.engine.Ticker;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An agent that is asked over the line that it holds to the sidecar, while it does. How many
/// papers may be open at a time is its guard's to say.
final class AttendingAgent implements Validator, AutoCloseable {
    private final String token;
    private final Ticker ticker;
    private volatile @Nullable Line line;

    /// @param token that the agent has to show
    AttendingAgent(String token, Ticker ticker) {
        this.token = token;
        this.ticker = ticker;
    }

    /// Where papers go down.
    interface Outlet {
        /// Sends a message, unless the agent does not read what was sent before.
        ///
        /// @return whether it was sent
        boolean offer(AttendResponse message);

        /// Ends the line, because the agent has dialled again or is not in the policy any more.
        void hangUp();
    }

    /// The time that it takes tells nothing about the token.
    boolean admits(String shown) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /// The agent has dialled; an earlier line ends.
    synchronized Line attend(Outlet outlet) {
        Line before = line;
        Line now = new Line(outlet);
        line = now;
        if (before != null) {
            before.outlet.hangUp();
            before.broken();
        }
        return now;
    }

    @Override
    public Asking ask(BallotPaper paper) {
        Line current = line;
        return current == null
                ? Validator.answered(
                        CompletableFuture.completedStage(
                                Answer.Silent.of(SilenceCause.UNREACHABLE, "does not attend")))
                : current.ask(paper);
    }

    @Override
    public synchronized void close() {
        Line last = line;
        line = null;
        if (last != null) {
            last.outlet.hangUp();
            last.broken();
        }
    }

    /// One call of the agent, from its greeting to its end.
    final class Line {
        private final Outlet outlet;
        private final Map<ByteString, Paper> open = new ConcurrentHashMap<>();

        private Line(Outlet outlet) {
            this.outlet = outlet;
        }

        private Asking ask(BallotPaper sent) {
            Paper paper = new Paper(sent);
            open.put(paper.nonce, paper);
            paper.endAtTheDeadline();
            AttendResponse message =
                    AttendResponse.newBuilder().setPaper(Papers.write(sent)).build();
            if (line != this) {
                paper.end(Answer.Silent.of(SilenceCause.UNREACHABLE, "has hung up"));
            } else if (!outlet.offer(message)) {
                paper.end(
                        Answer.Silent.of(
                                SilenceCause.SPARED, "does not read what was sent before"));
            }
            return paper;
        }

        /// A ballot for a paper that is not open is ignored.
        void received(Ballot ballot) {
            Paper paper = open.get(ballot.getNonce());
            if (paper != null) {
                paper.end(
                        ballot.getSerializedSize() > Channels.MESSAGE_BYTES_MAX
                                ? Answer.Silent.of(SilenceCause.FAILED, "sent more than 1 MiB")
                                : Papers.read(paper.sent, ballot));
            }
        }

        /// Nothing comes over this line any more.
        void broken() {
            synchronized (AttendingAgent.this) {
                line = line == this ? null : line;
            }
            open.values()
                    .forEach(paper ->
                            paper.end(Answer.Silent.of(SilenceCause.FAILED, "has hung up")));
        }

        /// A paper that the agent has in hand.
        private final class Paper implements Asking {
            private final BallotPaper sent;
            private final ByteString nonce;
            private final CompletableFuture<Answer> answer = new CompletableFuture<>();

            Paper(BallotPaper sent) {
                this.sent = sent;
                this.nonce = Papers.nonce(sent);
            }

            /// The timer is let go together with the answer.
            private void endAtTheDeadline() {
                Duration left = Duration.between(ticker.now(), sent.deadline());
                var _ =
                        answer.completeOnTimeout(
                                        Answer.Silent.of(
                                                SilenceCause.NO_VOTE, "did not answer in time"),
                                        Math.max(0, left.toMillis()),
                                        TimeUnit.MILLISECONDS)
                                .whenComplete((_, _) -> letGo());
            }

            private void letGo() {
                if (open.remove(nonce, this)) {
                    var _ =
                            outlet.offer(
                                    AttendResponse.newBuilder()
                                            .setWithdrawal(Withdrawal.newBuilder().setNonce(nonce))
                                            .build());
                }
            }

            private void end(Answer came) {
                open.remove(nonce);
                answer.complete(came);
            }

            @Override
            public CompletionStage<Answer> answer() {
                return answer;
            }

            @Override
            public void withdraw(Reason reason) {
                answer.complete(
                        Answer.Silent.of(SilenceCause.NO_VOTE, "was not waited for any more"));
            }
        }
    }
}
