package io.quorate.edge.validators;

/// What an agent does with a paper, of whatever kind it is.
enum Conduct {
    /// Votes REJECT, or proposes an answer where that is asked.
    ANSWERS,
    HANGS,
    FAILS,
    /// Says something that is no answer.
    BABBLES,
    /// Gives two megabytes of reasons.
    RAMBLES
}
