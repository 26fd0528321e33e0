package io.quorate.engine.reputation;

import io.quorate.core.consensus.admission.Roster;
import io.quorate.core.protocol.Electorate;

/// A pool as it sits for one question.
///
/// @param roster who else the pool knows, and the keys of those that sign
public record Sitting(Electorate electorate, Roster roster) {}
