package io.quorate.engine.bundle;

import io.quorate.core.audit.keeping.KeepingRecord;
import io.quorate.core.audit.keeping.KeepingRecord.Exported;
import io.quorate.engine.Ledger.Noted;
import io.quorate.engine.bundle.BundleOrder.Decisions;
import io.quorate.engine.bundle.BundleOrder.Records;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Inquiries.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Records every bundle that is handed out.
///
/// Safe for any number of threads; a call never blocks.
final class Exports {
    private final Orders orders;

    Exports(Orders orders) {
        this.orders = orders;
    }

    /// The order stands in the log.
    record Recorded(long logIndex) {}

    CompletionStage<Result<Recorded>> record(BundleOrder order) {
        Instant now = orders.now();
        return orders.record(
                        order.operator(), order.reason(), why -> exported(order.wanted(), now, why))
                .thenCompose(noted ->
                        switch (noted) {
                            case Noted.Placed(long index, _) -> Orders.found(new Recorded(index));
                            case Noted.Unavailable _, Noted.Full _ ->
                                    orders.unrecorded("the export");
                        });
    }

    private Exported exported(BundleOrder.Wanted wanted, Instant now, KeepingRecord.Order why) {
        return switch (wanted) {
            case Records(var range, var log) ->
                    new Exported(
                            orders.origin(), now, why, range.from(), range.to(), log, List.of());
            case Decisions(DecisionQuery query) ->
                    new Exported(
                            orders.origin(),
                            now,
                            why,
                            query.range().from(),
                            query.range().to(),
                            Optional.empty(),
                            conditions(query));
        };
    }

    /// What the query asked for besides time; a person is not named.
    private static List<String> conditions(DecisionQuery query) {
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
