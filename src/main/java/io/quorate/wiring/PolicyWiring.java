package io.quorate.wiring;

import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.Signals;
import io.quorate.engine.Ticker;
import io.quorate.engine.policy.Policies;
import io.quorate.engine.policy.PolicyArchive;
import io.quorate.engine.policy.PolicyBook;
import io.quorate.engine.policy.PolicyReader;
import io.quorate.engine.policy.Trials;
import io.quorate.host.store.PostgresDecisions;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.PostgresPolicies;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/// The objects around the policy, made from its file, the log and the database.
final class PolicyWiring {
    @Produces
    @Singleton
    PolicyReader policyReader() {
        return PolicyChoice.reader(System.getenv());
    }

    @Produces
    @Singleton
    PostgresPolicies policyArchive(DataSource source, PostgresLedger ledger) {
        return new PostgresPolicies(source, ledger);
    }

    @Produces
    @Singleton
    LivePolicy livePolicy(
            Settings settings,
            PolicyReader reader,
            PolicyArchive archive,
            Ledger ledger,
            Ticker ticker,
            Signals signals) {
        return LivePolicy.start(
                settings,
                System.getenv(),
                first -> PolicyBook.open(first, reader, archive, ledger, ticker, signals));
    }

    @Produces
    @Singleton
    PolicyBook policyBook(LivePolicy live) {
        return live.book();
    }

    @Produces
    @Singleton
    Policies policies(
            PolicyBook book,
            PolicyArchive archive,
            PolicyReader reader,
            DataSource source,
            Ticker ticker,
            Signals signals) {
        Trials trials =
                new Trials(
                        new PostgresDecisions(source), judges(), ticker, signals, Limits.DEFAULT);
        return new Policies(book, archive, reader, trials, signals, Limits.DEFAULT);
    }

    /// Who judges decisions beside the thread that reads them: one for each further processor.
    private static Executor judges() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Executors.newFixedThreadPool(
                Math.max(1, processors - 1),
                task -> Thread.ofPlatform().daemon().name("trial").unstarted(task));
    }
}
