package io.quorate.wiring;

import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.engine.Decisions;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/// The engine's objects, made from what the machine gives.
final class Engine {
    @Produces
    @Singleton
    Ticker ticker() {
        return new SystemTicker();
    }

    @Produces
    @Singleton
    Ids ids() {
        return new RandomIds();
    }

    @Produces
    @Singleton
    PolicySource policies() {
        return switch (Policies.read(System.getenv())) {
            case PolicyReading.Loaded loaded -> loaded::policy;
            case PolicyReading.Refused(var problems) ->
                    throw new IllegalStateException(
                            problems.stream()
                                    .map(LocatedProblem::toString)
                                    .collect(Collectors.joining("\n")));
        };
    }

    @Produces
    @Singleton
    Decisions decisions(
            PolicySource policies, Ledger ledger, Ticker ticker, Ids ids, Signals signals) {
        return new Decisions(policies, ledger, ticker, ids, signals, Limits.DEFAULT);
    }
}
