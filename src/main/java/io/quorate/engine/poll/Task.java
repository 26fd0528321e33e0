package io.quorate.engine.poll;

/// What a ballot paper asks of its agent.
public enum Task {
    /// To vote for one of the choices.
    VOTE,
    /// To answer the question alone, before it has seen what others answer.
    PROPOSE
}
