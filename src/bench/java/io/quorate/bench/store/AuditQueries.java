package io.quorate.bench.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quorate.bench.Bench;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.DecisionQuery;
import io.quorate.engine.trail.Order;
import io.quorate.engine.trail.Slice;
import io.quorate.engine.trail.TimeRange;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.checkpoint.PostgresSignedLogs;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// How long the first page of an audit query takes, in a generated log of so many decisions over
/// twelve months, on a connection that is open already.
public final class AuditQueries {
    private static final String HELP =
            """
            queries N [URL]

              How long the first page of audit queries takes in a log of N decisions over twelve
              months, a hundred times each, of changing decisions, agents, pools, days and so on.
              A million decisions are made in two minutes and take 2 GB.

              URL   an empty database, or one that has as many from before, as
                    jdbc:postgresql://HOST/NAME?user=OWNER; without it, one is started
            """;

    private static final int RUNS = 100;
    private static final int MONTHS = 12;

    /// What is asked, with values that are drawn.
    private record Named(String name, Function<RandomGenerator, DecisionQuery> query) {}

    private AuditQueries() {}

    public static void main(String... arguments) throws Exception {
        if (arguments.length == 0 || Bench.asksForHelp(arguments)) {
            System.out.print(HELP);
            return;
        }
        int count = Integer.parseInt(arguments[0]);
        Results results = Results.begin("queries", Map.of());
        if (arguments.length == 1) {
            measure(count, TestPostgres.database().superuser(), List.of(Order.values()), results);
        } else {
            measure(count, migrated(arguments[1]), List.of(Order.values()), results);
        }
    }

    /// Measures a log of so many decisions in a database of its own, from its newest ones.
    public static void measure(int count, Results results) throws SQLException {
        measure(count, TestPostgres.database().superuser(), List.of(Order.NEWEST_FIRST), results);
    }

    private static void measure(int count, DataSource source, List<Order> orders, Results results)
            throws SQLException {
        GeneratedLog log = new GeneratedLog(count, MONTHS);
        if (isEmpty(source)) {
            log.insert(
                    source, made -> System.err.printf("%,d of %,d decisions made%n", made, count));
        }
        try (AgroalDataSource pool = AgroalDataSource.from(pool(source));
                PostgresTrail trail =
                        new PostgresTrail(pool, new TrailLimits(1, 0, Duration.ofMinutes(1)))) {
            results.add(decision(pool, count));
            for (Order order : orders) {
                for (Named named : queries(log, count, order)) {
                    results.add(first(trail, named, count, order));
                }
            }
        }
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

    private static List<Named> queries(GeneratedLog log, int count, Order order) {
        TimeRange all = new TimeRange(GeneratedLog.BEGIN, log.at(count).plusSeconds(1));
        DecisionQuery any = DecisionQuery.all(all, order);
        Verdict rejected = Verdict.REJECTED;
        return List.of(
                new Named("all", _ -> any),
                new Named("day", random -> DecisionQuery.all(day(log, count, random), order)),
                new Named("agent", random -> with(any, agent(random), null, null, null, null)),
                new Named("unknown agent", _ -> with(any, "nobody", null, null, null, null)),
                new Named("pool", random -> with(any, null, pool(random), null, null, null)),
                new Named("rejected", _ -> with(any, null, null, rejected, null, null)),
                new Named(
                        "policy", random -> with(any, null, null, null, policy(log, random), null)),
                new Named("subject", random -> with(any, null, null, null, null, subject(random))),
                new Named(
                        "agent, rejected",
                        random -> with(any, agent(random), null, rejected, null, null)),
                new Named(
                        "pool, rejected",
                        random -> with(any, null, pool(random), rejected, null, null)),
                new Named(
                        "agent, pool",
                        random -> with(any, agent(random), pool(random), null, null, null)),
                new Named("fault", _ -> faulty(any)));
    }

    private static TimeRange day(GeneratedLog log, int count, RandomGenerator random) {
        Instant begin = log.at(random.nextInt(count));
        return new TimeRange(begin, begin.plus(Duration.ofDays(1)));
    }

    private static String agent(RandomGenerator random) {
        return "a" + random.nextInt(GeneratedLog.AGENTS);
    }

    private static String pool(RandomGenerator random) {
        return "p" + random.nextInt(GeneratedLog.POOLS);
    }

    private static String policy(GeneratedLog log, RandomGenerator random) {
        return log.policy(random.nextInt(GeneratedLog.POLICIES));
    }

    private static String subject(RandomGenerator random) {
        return "customer " + random.nextInt(GeneratedLog.SUBJECTS);
    }

    private static DecisionQuery faulty(DecisionQuery query) {
        return new DecisionQuery(
                query.range(),
                query.order(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(FaultKind.MALFORMED));
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

    /// As its receipt is looked for, which there is none of, as nothing is signed.
    private static Result decision(DataSource source, int count) {
        PostgresSignedLogs receipts = new PostgresSignedLogs(source, Duration.ofMinutes(1));
        return timed(
                "decision",
                count,
                random -> receipts.receipt(new DecisionId("d-" + random.nextInt(count))));
    }

    private static Result first(PostgresTrail trail, Named named, int count, Order order) {
        Slice page = new Slice(Optional.empty(), 101);
        return timed(
                named.name + (order == Order.OLDEST_FIRST ? ", oldest first" : ""),
                count,
                random -> trail.decisions(named.query.apply(random), page));
    }

    private static Result timed(
            String name, int count, Function<RandomGenerator, CompletionStage<?>> asking) {
        RandomGenerator random = new SplittableRandom(RUNS);
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long begun = System.nanoTime();
            var _ = asking.apply(random).toCompletableFuture().join();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return Result.of("first page")
                .where("by", "log")
                .where("log", count)
                .where("of", name)
                .with("p50_ms", millis[RUNS / 2])
                .with("p95_ms", millis[RUNS * 95 / 100 - 1])
                .with("p99_ms", millis[RUNS * 99 / 100 - 1])
                .with("max_ms", millis[RUNS - 1]);
    }
}
