package io.quorate.engine.trail;

import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.Durability;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.Outcome;
import io.quorate.core.protocol.RequestId;
import io.quorate.core.protocol.RiskTag;
import java.util.Optional;

/// What a list shows of a decision.
///
/// @param service empty for a caller without a name
public record DecisionRow(
        Place place,
        Origin origin,
        DecisionId id,
        String service,
        RequestId request,
        Outcome outcome,
        Optional<RiskTag> riskTag,
        Digest policy,
        Durability durability)
        implements Row {}
