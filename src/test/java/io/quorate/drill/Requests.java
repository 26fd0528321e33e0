package io.quorate.drill;

import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.Submission;
import io.quorate.edge.wire.v1.Vote;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls as a service beside the sidecar makes them.
final class Requests {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Requests() {}

    /// A new call with four votes, one of them against.
    static DecideRequest.Builder threeToOne() {
        return withoutVotes()
                .addVotes(vote("alice", FixedChoice.FIXED_CHOICE_ACCEPT))
                .addVotes(vote("bob", FixedChoice.FIXED_CHOICE_ACCEPT))
                .addVotes(vote("carol", FixedChoice.FIXED_CHOICE_REJECT))
                .addVotes(vote("dave", FixedChoice.FIXED_CHOICE_ACCEPT));
    }

    static DecideRequest.Builder withoutVotes() {
        return DecideRequest.newBuilder()
                .setRequestId("call-" + COUNT.incrementAndGet())
                .setService("drill")
                .setPool(Sidecar.POOL)
                .setSubmission(
                        Submission.newBuilder()
                                .setQuestion("What is the capital of France?")
                                .setAnswer("Paris."));
    }

    static Vote.Builder vote(String agent, FixedChoice choice) {
        return Vote.newBuilder()
                .setAgentId(agent)
                .setChoice(Choice.newBuilder().setFixed(choice))
                .setConfidence(0.8);
    }
}
