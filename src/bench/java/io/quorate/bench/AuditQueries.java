package io.quorate.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// How long the first page of an audit query takes, in a generated log of many decisions over
/// twelve months, on a connection that is open already.
public final class AuditQueries {
    private static final String HELP =
            """
            audit-queries DECISIONS [URL]

              DECISIONS  how many to make, as 10000000; a million takes some minutes and 2.5 GB
              URL        an empty database, or one that this bench filled with as many before, as
                         jdbc:postgresql://HOST:PORT/DATABASE?user=USER, whose user owns it; without
                         it, a PostgreSQL is started for it

            Each question is asked 100 times, each time of another agent, pool, day and so on, for the
            first 101 decisions.
            """;

    private static final int RUNS = 100;
    private static final int PAGE = 101;

    private final GeneratedLog log;
    private final int count;
    private final PostgresTrail trail;
    private final PrintStream out;

    private AuditQueries(GeneratedLog log, int count, PostgresTrail trail, PrintStream out) {
        this.log = log;
        this.count = count;
        this.trail = trail;
        this.out = out;
    }

    public static void main(String... arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length == 0 || Bench.asksForHelp(arguments)) {
            out.print(HELP);
            return;
        }
        int count = Integer.parseInt(arguments[0]);
        GeneratedLog log = new GeneratedLog(count, 12);
        DataSource source =
                arguments.length > 1 ? migrated(arguments[1]) : TestPostgres.database().superuser();
        fill(source, log, count, out);
        try (AgroalDataSource pool = AgroalDataSource.from(pool(source));
                PostgresTrail trail =
                        new PostgresTrail(pool, new TrailLimits(1, 0, Duration.ofMinutes(1)))) {
            AuditQueries queries = new AuditQueries(log, count, trail, out);
            queries.byDecision(pool);
            for (Order order : Order.values()) {
                queries.pages(order);
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

    private static void fill(DataSource source, GeneratedLog log, int count, PrintStream out)
            throws SQLException {
        long before = number(source, "SELECT count(*) FROM origin");
        if (before == 0) {
            long begun = System.nanoTime();
            log.insert(source, made -> out.printf("%,d of %,d decisions made%n", made, count));
            out.printf("made in %d s%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        }
        long bytes = number(source, "SELECT pg_database_size(current_database())");
        out.printf("%,d decisions, %,d bytes each%n", count, bytes / count);
    }

    private static long number(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
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

    /// What is asked, with a value that is drawn.
    @FunctionalInterface
    private interface Question {
        DecisionQuery of(RandomGenerator random);
    }

    /// As its receipt is looked for, which there is none of, as nothing is signed.
    private void byDecision(DataSource source) {
        PostgresSignedLogs receipts = new PostgresSignedLogs(source, Duration.ofMinutes(1));
        time(
                "decision",
                random -> {
                    DecisionId id = new DecisionId("d-" + random.nextInt(count));
                    return receipts.receipt(id).toCompletableFuture().join();
                });
    }

    private void pages(Order order) {
        DecisionQuery any = DecisionQuery.all(all(), order);
        page(order, "all", _ -> any);
        page(order, "day", random -> DecisionQuery.all(day(random), order));
        page(order, "agent", random -> agent(any, random, null));
        page(order, "agent, rejected", random -> agent(any, random, Verdict.REJECTED));
        page(order, "unknown agent", _ -> with(any, "nobody", null, null, null, null));
        page(order, "pool", random -> pool(any, random, null));
        page(order, "pool, rejected", random -> pool(any, random, Verdict.REJECTED));
        page(order, "rejected", _ -> with(any, null, null, Verdict.REJECTED, null, null));
        page(order, "no consensus", _ -> with(any, null, null, Verdict.NO_CONSENSUS, null, null));
        page(order, "policy", random -> with(any, null, null, null, policy(random), null));
        page(order, "subject", random -> with(any, null, null, null, null, subject(random)));
        page(order, "fault", _ -> fault(any));
    }

    private TimeRange all() {
        return new TimeRange(GeneratedLog.BEGIN, log.at(count).plusSeconds(1));
    }

    private TimeRange day(RandomGenerator random) {
        Instant begin = log.at(random.nextInt(count));
        return new TimeRange(begin, begin.plus(Duration.ofDays(1)));
    }

    private static DecisionQuery agent(DecisionQuery any, RandomGenerator random, Verdict verdict) {
        return with(any, "a" + random.nextInt(GeneratedLog.AGENTS), null, verdict, null, null);
    }

    private static DecisionQuery pool(DecisionQuery any, RandomGenerator random, Verdict verdict) {
        return with(any, null, "p" + random.nextInt(GeneratedLog.POOLS), verdict, null, null);
    }

    private String policy(RandomGenerator random) {
        return log.policy(random.nextInt(GeneratedLog.POLICIES));
    }

    private static String subject(RandomGenerator random) {
        return "customer " + random.nextInt(GeneratedLog.SUBJECTS);
    }

    private static DecisionQuery fault(DecisionQuery any) {
        return new DecisionQuery(
                any.range(),
                any.order(),
                any.service(),
                any.pool(),
                any.agent(),
                any.verdict(),
                any.policy(),
                any.subject(),
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

    private void page(Order order, String name, Question question) {
        Slice first = new Slice(Optional.empty(), PAGE);
        time(
                order + " " + name,
                random ->
                        trail.decisions(question.of(random), first)
                                .toCompletableFuture()
                                .join()
                                .map(List::size)
                                .toString());
    }

    /// What is asked once.
    @FunctionalInterface
    private interface Asking {
        Object ask(RandomGenerator random);
    }

    private void time(String name, Asking asking) {
        RandomGenerator random = new SplittableRandom(RUNS);
        long[] nanos = new long[RUNS];
        Object answer = "";
        for (int i = 0; i < RUNS; i++) {
            long begun = System.nanoTime();
            answer = asking.ask(random);
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        out.printf(
                "%-32s p50 %8.2f ms  p95 %8.2f ms  max %8.2f ms  %s%n",
                name,
                nanos[RUNS / 2] / 1e6,
                nanos[RUNS * 95 / 100] / 1e6,
                nanos[RUNS - 1] / 1e6,
                answer);
    }
}
