package io.quorate.engine.poll;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Submission;
import java.time.Instant;
import java.util.List;

/// What one agent is handed so that it can vote.
///
/// @param nonce in hexadecimal
/// @param digest of the submission
/// @param deadline when a vote stops counting
/// @param arguments what others said in the round before; empty in a first round
public record BallotPaper(
        DecisionId decision,
        PoolId pool,
        AgentId agent,
        int round,
        String nonce,
        Submission submission,
        Digest digest,
        Instant deadline,
        Task task,
        List<Argument> arguments) {
    public BallotPaper {
        arguments = List.copyOf(arguments);
    }
}
