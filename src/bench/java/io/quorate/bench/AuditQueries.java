package io.quorate.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Slice;
import io.quorate.engine.trail.TimeRange;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.trail.GeneratedLog;
import io.quorate.host.store.trail.PostgresTrail;
import io.quorate.host.store.trail.TrailLimits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// How long the first page of an audit query takes, in a generated log of so many decisions over
/// twelve months, on a connection that is open already.
public final class AuditQueries {
    private static final int RUNS = 100;

    private AuditQueries() {}

    /// @param arguments how many decisions; and the JDBC address of an empty database, or of one
    ///   that has as many from before; without it, one is started
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        GeneratedLog log = new GeneratedLog(count, 12);
        DataSource source =
                arguments.length > 1 ? migrated(arguments[1]) : TestPostgres.database().superuser();
        long begun = System.nanoTime();
        if (isEmpty(source)) {
            log.insert(source);
        }
        System.out.printf(
                "%d decisions made in %d s%n",
                count, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        try (AgroalDataSource pool = AgroalDataSource.from(pool(source));
                PostgresTrail trail =
                        new PostgresTrail(pool, new TrailLimits(1, 0, Duration.ofMinutes(1)))) {
            for (Order order : Order.values()) {
                run(trail, log, count, order);
            }
        }
        System.exit(0);
    }

    private static DataSource migrated(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", ""))
                .load()
                .migrate();
        return source;
    }

    private static boolean isEmpty(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM origin")) {
            row.next();
            return row.getLong(1) == 0;
        }
    }

    /// As the sidecar has it: connections that are open already and know the schema.
    private static AgroalDataSourceConfigurationSupplier pool(DataSource source) {
        PGSimpleDataSource postgres = (PGSimpleDataSource) source;
        return new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool ->
                        pool.maxSize(1)
                                .initialSize(1)
                                .connectionFactoryConfiguration(factory ->
                                        factory.jdbcUrl(postgres.getUrl())
                                                .principal(new NamePrincipal(postgres.getUser()))
                                                .credential(new SimplePassword(""))));
    }

    private static void run(PostgresTrail trail, GeneratedLog log, int count, Order order) {
        TimeRange all = new TimeRange(GeneratedLog.BEGIN, log.at(count).plusSeconds(1));
        Instant middle = log.at(count / 2);
        TimeRange day = new TimeRange(middle, middle.plus(Duration.ofDays(1)));
        DecisionQuery any = DecisionQuery.all(all, order);
        time(trail, order + " all", any);
        time(trail, order + " day", DecisionQuery.all(day, order));
        time(trail, order + " agent", with(any, "a5", null, null, null, null));
        time(trail, order + " unknown agent", with(any, "nobody", null, null, null, null));
        time(trail, order + " pool", with(any, null, "p3", null, null, null));
        time(trail, order + " rejected", with(any, null, null, Verdict.REJECTED, null, null));
        time(trail, order + " policy", with(any, null, null, null, log.policy(7), null));
        time(trail, order + " subject", with(any, null, null, null, null, "customer 77"));
        time(
                trail,
                order + " agent, rejected",
                with(any, "a5", null, Verdict.REJECTED, null, null));
        time(trail, order + " agent, pool", with(any, "a5", "p3", null, null, null));
        time(
                trail,
                order + " fault",
                new DecisionQuery(
                        all,
                        order,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(FaultKind.MALFORMED)));
    }

    private static DecisionQuery with(
            DecisionQuery query,
            String agent,
            String pool,
            Verdict verdict,
            String policy,
            String subject) {
        return new DecisionQuery(
                query.range(),
                query.order(),
                Optional.empty(),
                Optional.ofNullable(pool).map(PoolId::new),
                Optional.ofNullable(agent).map(AgentId::new),
                Optional.ofNullable(verdict),
                Optional.ofNullable(policy).map(Digest::new),
                Optional.ofNullable(subject),
                Optional.empty());
    }

    private static void time(PostgresTrail trail, String name, DecisionQuery query) {
        Slice first = new Slice(Optional.empty(), 101);
        long[] nanos = new long[RUNS];
        String rows = "";
        for (int i = 0; i < RUNS; i++) {
            long begun = System.nanoTime();
            rows =
                    trail.decisions(query, first).toCompletableFuture().join().map(r -> r.size())
                            + "";
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-32s p50 %8.2f ms  p95 %8.2f ms  %s%n",
                name, nanos[RUNS / 2] / 1e6, nanos[RUNS * 95 / 100] / 1e6, rows);
    }
}
