package io.quorate.core.planning.replay;

import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.Choice;
import java.util.Optional;

/// A decision of the past.
///
/// @param known the choice that is known to be right, by whatever became known since
public record Recorded(DecisionRecord record, Optional<Choice> known) {}
