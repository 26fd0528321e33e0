package io.quorate.engine.bundle;

import io.quorate.core.audit.keeping.KeepingRecord.Form;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of the log is handed out to whom, and why.
///
/// @param log of one log only
/// @param conditions what decisions have to have in common; empty for everything. A person is not
///   named
/// @param operator who orders it
/// @param reason for those who will ask
public record Handout(
        Form form,
        TimeRange range,
        Optional<Origin> log,
        List<String> conditions,
        String operator,
        String reason) {
    public Handout {
        conditions = List.copyOf(conditions);
    }

    /// What the query asked for besides time.
    static List<String> conditions(DecisionQuery query) {
        List<String> conditions = new ArrayList<>();
        query.service().ifPresent(service -> conditions.add("service " + service));
        query.pool().ifPresent(pool -> conditions.add("pool " + pool));
        query.agent().ifPresent(agent -> conditions.add("agent " + agent));
        query.verdict().ifPresent(verdict -> conditions.add("verdict " + verdict));
        query.policy().ifPresent(policy -> conditions.add("policy_digest " + policy));
        query.subject().ifPresent(_ -> conditions.add("subject"));
        query.fault().ifPresent(fault -> conditions.add("fault_kind " + fault));
        return conditions;
    }
}
