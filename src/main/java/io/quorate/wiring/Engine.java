package io.quorate.wiring;

import io.quorate.engine.Decisions;
import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.PolicySource;
import io.quorate.engine.Recorder;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.alert.DecisionCounts;
import io.quorate.engine.reputation.Agents;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.Outcomes;
import io.quorate.engine.reputation.ReputationBook;
import io.quorate.host.store.reputation.PostgresReputations;
import io.quorate.host.telemetry.MeteredSignals;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

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
    @Typed(DecisionCounts.class)
    DecisionCounts decisionCounts(Ticker ticker) {
        return new DecisionCounts(ticker);
    }

    @Produces
    @Singleton
    @Typed(Signals.class)
    Signals signals(MeteredSignals metered, DecisionCounts counts) {
        return signal -> {
            metered.emit(signal);
            counts.emit(signal);
        };
    }

    @Produces
    @Singleton
    PostgresReputations reputations(DataSource source, Ledger ledger, Ids ids) {
        return new PostgresReputations(source, ledger.origin(), ids.nonce());
    }

    @Produces
    @Singleton
    Learning learning(
            PolicySource policies,
            PostgresReputations store,
            Ledger ledger,
            Ticker ticker,
            Ids ids,
            Signals signals) {
        return Reputation.open(policies, store, ledger, ticker, ids, signals);
    }

    @Produces
    @Singleton
    Outcomes outcomes(Ledger ledger, Learning book) {
        return new Outcomes(ledger, book);
    }

    @Produces
    @Singleton
    Agents agents(PolicySource policies, Learning book) {
        return new Agents(policies, book);
    }

    @Produces
    @Singleton
    Recorder recorder(Ledger ledger, Ticker ticker, Ids ids, Signals signals, ReputationBook book) {
        return new Recorder(ledger, ticker, ids, signals, Limits.DEFAULT, book);
    }

    @Produces
    @Singleton
    Decisions decisions(
            PolicySource policies, Ticker ticker, Recorder recorder, ReputationBook book) {
        return new Decisions(policies, ticker, recorder, book);
    }
}
