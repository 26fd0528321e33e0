package io.quorate.wiring;

import io.quorate.engine.Ids;
import io.quorate.engine.Ledger;
import io.quorate.engine.Limits;
import io.quorate.engine.Receipts;
import io.quorate.engine.Signals;
import io.quorate.engine.SignedLogs;
import io.quorate.engine.Ticker;
import io.quorate.engine.bundle.BundleStore;
import io.quorate.engine.bundle.Bundles;
import io.quorate.engine.bundle.Exports;
import io.quorate.engine.keeping.Archive;
import io.quorate.engine.keeping.Erasures;
import io.quorate.engine.keeping.Holds;
import io.quorate.engine.keeping.Orders;
import io.quorate.engine.keeping.Retention;
import io.quorate.engine.keeping.RetentionStore;
import io.quorate.engine.monitoring.Handbook;
import io.quorate.engine.monitoring.Monitoring;
import io.quorate.engine.monitoring.MonitoringStore;
import io.quorate.engine.trail.AuditTrail;
import io.quorate.engine.trail.Inquiries;
import io.quorate.host.store.checkpoint.LogKeys;
import io.quorate.host.store.trail.PostgresArchive;
import io.quorate.host.store.trail.PostgresBundles;
import io.quorate.host.store.trail.PostgresMonitoring;
import io.quorate.host.store.trail.PostgresRetention;
import io.quorate.host.store.trail.PostgresTrail;
import io.quorate.host.store.trail.TrailLimits;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/// What reads the log, and what removes from it.
final class Trail {
    @Produces
    @Singleton
    PostgresTrail trail(DataSource source) {
        return new PostgresTrail(source, TrailLimits.DEFAULT);
    }

    void close(@Disposes PostgresTrail trail) {
        trail.close();
    }

    @Produces
    @Singleton
    Inquiries inquiries(AuditTrail trail, Signals signals) {
        return new Inquiries(trail, signals, Limits.DEFAULT.retryAfter());
    }

    @Produces
    @Singleton
    PostgresArchive archive(DataSource source) {
        return new PostgresArchive(source, TrailLimits.KEEPING);
    }

    void close(@Disposes PostgresArchive archive) {
        archive.close();
    }

    @Produces
    @Singleton
    Erasures erasures(Archive archive, Ledger ledger, Ticker ticker, Ids ids, Signals signals) {
        return new Erasures(archive, ledger, ticker, ids, signals, Limits.DEFAULT.retryAfter());
    }

    @Produces
    @Singleton
    PostgresRetention retentionStore(DataSource source) {
        return new PostgresRetention(source, TrailLimits.KEEPING, TrailLimits.REMOVING);
    }

    void close(@Disposes PostgresRetention store) {
        store.close();
    }

    @Produces
    @Singleton
    Holds holds(RetentionStore store, Ledger ledger, Ticker ticker, Ids ids, Signals signals) {
        return new Holds(store, ledger, ticker, ids, signals, Limits.DEFAULT.retryAfter());
    }

    @Produces
    @Singleton
    Retention retention(
            RetentionStore store, Ledger ledger, Ticker ticker, Ids ids, Signals signals) {
        return new Retention(store, ledger, ticker, ids, signals, Limits.DEFAULT.retryAfter());
    }

    @Produces
    @Singleton
    PostgresBundles bundleStore(DataSource source) {
        return new PostgresBundles(source, TrailLimits.DEFAULT);
    }

    void close(@Disposes PostgresBundles store) {
        store.close();
    }

    @Produces
    @Singleton
    Bundles bundles(
            BundleStore store,
            SignedLogs logs,
            Inquiries inquiries,
            Receipts receipts,
            Orders orders,
            LogKeys keys) {
        return new Bundles(store, logs, inquiries, receipts, orders, keys.keys());
    }

    @Produces
    @Singleton
    Exports exports(Orders orders) {
        return new Exports(orders);
    }

    @Produces
    @Singleton
    Orders orders(Ledger ledger, Ticker ticker, Ids ids, Signals signals) {
        return new Orders(ledger, ticker, ids, signals, Limits.DEFAULT.retryAfter());
    }

    @Produces
    @Singleton
    PostgresMonitoring monitoringStore(DataSource source) {
        return new PostgresMonitoring(source, TrailLimits.DEFAULT);
    }

    void close(@Disposes PostgresMonitoring store) {
        store.close();
    }

    @Produces
    @Singleton
    Monitoring monitoring(MonitoringStore store, Ticker ticker, Signals signals) {
        return new Monitoring(store, ticker, signals, Limits.DEFAULT.retryAfter());
    }

    @Produces
    @Singleton
    Handbook handbook(Ledger ledger, LogKeys keys) {
        return new Handbook(
                ledger.origin().value(),
                ConfigProvider.getConfig()
                        .getOptionalValue(Database.DESCRIPTION, String.class)
                        .orElse("PostgreSQL"),
                keys.keys().stream().map(key -> key.verifier().text()).toList());
    }
}
