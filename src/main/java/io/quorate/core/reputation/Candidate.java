package io.quorate.core.reputation;

import io.quorate.core.reputation.standing.Discipline;

/// An agent about to be weighed for a seat.
///
/// @param ownWeight base weight times what its specialisation weighs, for `specialization`
public record Candidate(Reputation reputation, Discipline discipline, double ownWeight) {}
