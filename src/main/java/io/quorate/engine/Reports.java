package io.quorate.engine;

import io.quorate.core.consensus.resolution.Account;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;

import java.util.List;

/// What the record keeps of how a pool came to its outcome.
final class Reports {
    private Reports() {}

    static PoolOutcome pool(PoolId pool, Conclusion conclusion) {
        Account account = conclusion.account();
        return new PoolOutcome(
                pool,
                true,
                conclusion.outcome(),
                conclusion.explanation(),
                List.of(account.report()),
                account.belief().leaning(),
                account.belief().confidence(),
                account.agreementLevel(),
                account.counterfactuals().stream()
                        .map(each ->
                                new PoolOutcome.Counterfactual(
                                        each.change().words(), each.outcome()))
                        .toList());
    }
}
