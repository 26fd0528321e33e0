package io.quorate.core.protocol;

/// How often a pool of one, two or three agents that count alike decides rightly, decides wrongly,
/// and does not decide.
///
/// @param right it decides for what is right
/// @param wrong it decides for something else; with more than two choices agents that err need not
///   err alike, so that it is an upper bound
/// @param undecided it does not decide, so that somebody looks at it
/// @param allWrong all its agents err
/// @param correlation of every two agents' errors that was reckoned with: what was asked for, as
///   far as the rates allow it
public record ErrorModel(
        Chance right, Chance wrong, Chance undecided, Chance allWrong, double correlation) {}
