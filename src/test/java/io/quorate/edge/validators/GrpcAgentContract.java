package io.quorate.edge.validators;

import io.grpc.Status;
import io.quorate.core.policy.Transport;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.Proposal;
import io.quorate.edge.wire.v1.Task;

/// An agent that is a gRPC service, wherever it listens.
abstract class GrpcAgentContract extends ValidatorContract {
    final AgentServer server;

    GrpcAgentContract(AgentServer server) {
        this.server = server;
    }

    @Override
    Transport transport() {
        return new Transport.Grpc(server.address(), Transport.Tls.NONE);
    }

    @Override
    boolean plays(Conduct conduct) {
        server.plays(
                "ann",
                switch (conduct) {
                    case ANSWERS ->
                            (paper, caller) ->
                                    AgentServer.answer(
                                            caller,
                                            paper.getTask() == Task.TASK_PROPOSE
                                                    ? proposal(paper)
                                                    : rejection(paper, ""));
                    case HANGS -> (_, _) -> {};
                    case FAILS ->
                            (_, caller) -> caller.onError(Status.INTERNAL.asRuntimeException());
                    case BABBLES ->
                            (_, caller) -> AgentServer.answer(caller, Ballot.getDefaultInstance());
                    case RAMBLES ->
                            (paper, caller) ->
                                    AgentServer.answer(
                                            caller, rejection(paper, "x".repeat(2_000_000)));
                });
        return true;
    }

    static Ballot rejection(io.quorate.edge.wire.v1.BallotPaper paper, String reasoning) {
        return AgentServer.ballot(
                paper,
                AgentServer.vote(paper, FixedChoice.FIXED_CHOICE_REJECT)
                        .setReasoning(reasoning)
                        .build());
    }

    static Ballot proposal(io.quorate.edge.wire.v1.BallotPaper paper) {
        return Ballot.newBuilder()
                .setDecisionId(paper.getDecisionId())
                .setRound(paper.getRound())
                .setNonce(paper.getNonce())
                .setProposal(
                        Proposal.newBuilder()
                                .setAgentId(paper.getAgentId())
                                .setAnswer("Dexter Jones"))
                .build();
    }

    @Override
    int open() {
        return server.open.get();
    }

    @Override
    void stop() {
        server.close();
    }
}
