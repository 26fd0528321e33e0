package io.quorate.core.policy;

/// What a submission must carry for a pool to be asked.
public enum Need {
    /// At least one source.
    SOURCES,
    /// A question.
    QUESTION,
    /// A context.
    CONTEXT,
    /// An answer or candidates, and not a processed query.
    ANSWER,
    /// A processed query.
    QUERY
}
