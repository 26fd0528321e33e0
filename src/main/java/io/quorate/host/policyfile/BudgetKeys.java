package io.quorate.host.policyfile;

import io.quorate.core.policy.BudgetPolicy;
import io.quorate.host.policyfile.schema.Group;
import io.quorate.host.policyfile.schema.Key;
import io.quorate.host.policyfile.schema.Kind;
import io.quorate.host.policyfile.schema.Kinds;
import io.quorate.host.policyfile.schema.Section;
import java.math.BigDecimal;
import java.util.Optional;

/// `budget`: what one decision of a pool may cost at most.
final class BudgetKeys {
    private static final Key<Optional<Integer>> MAX_CALLS =
            Key.of(
                    "max_calls",
                    unlimitedOr(Kinds.whole(BudgetPolicy.CALLS)),
                    "20",
                    "Calls to agents for one decision.");
    private static final Key<Optional<BigDecimal>> MAX_COST =
            Key.of(
                    "max_cost",
                    unlimitedOr(Kinds.decimal(BudgetPolicy.COST)),
                    "0.05",
                    "Cost of one decision, in the currency of the agents' prices.");
    static final Group GROUP =
            Group.of("budget", "What one decision may cost at most.", MAX_CALLS, MAX_COST);

    private BudgetKeys() {}

    static BudgetPolicy read(Section in) {
        BudgetPolicy usual = BudgetPolicy.UNLIMITED;
        return new BudgetPolicy(
                in.get(MAX_CALLS, usual.maxCalls()), in.get(MAX_COST, usual.maxCost()));
    }

    private static <T> Kind<Optional<T>> unlimitedOr(Kind<T> kind) {
        return Kinds.wordOr("unlimited", Optional.empty(), kind.as(Optional::of));
    }
}
