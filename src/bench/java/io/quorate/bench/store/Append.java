package io.quorate.bench.store;

import io.quorate.bench.Options;
import io.quorate.bench.bed.Postgres;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger;
import io.quorate.engine.Ledger.Append.Appended;
import io.quorate.engine.Ledger.Taking;
import io.quorate.host.store.LedgerLimits;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.PostgresLedger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// How fast the log takes decisions of seven votes, against pgbench that inserts the same rows in
/// batches of the same size on the same server, and against a bare commit.
public final class Append {
    private static final String HELP =
            """
            append [OPTION VALUE ...]

              How fast the log takes decisions of seven votes, against pgbench that inserts the same
              rows in batches of the same size on the same server, and against a bare commit.

              --seconds N      how long each figure is measured; 5
              --database URL   an empty database of a PostgreSQL with its defaults, as
                               jdbc:postgresql://HOST:PORT/DATABASE?user=OWNER, in place of a
                               PostgreSQL of its own

            pgbench is looked for on the PATH, or where -Dpgbench= says.
            """;

    private static final String ORIGIN = "bench";
    private static final int ROUND = 2_048;
    private static final int CALLERS = 256;

    private final String url;
    private final Duration time;
    private final Results results;
    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private Append(String url, Duration time, Results results) {
        this.url = url;
        this.time = time;
        this.results = results;
        source.setUrl(url);
    }

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        try (Scratch scratch = Scratch.create();
                Postgres postgres = Postgres.of(options, scratch.folder("postgres"))) {
            Results results = Results.begin("append", Map.of("postgresql", postgres.version()));
            new Append(postgres.ownersUrl(), options.seconds("seconds", 5), results).run();
        }
    }

    /// What was measured in some time.
    private record Figures(long decisions, long commits, Duration took) {
        double perSecond() {
            return decisions * 1e9 / took.toNanos();
        }

        double perCommit() {
            return (double) decisions / commits;
        }
    }

    private void run() throws Exception {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", ""))
                .load()
                .migrate();
        LedgerLimits limits = LedgerLimits.DEFAULT;
        try (PostgresLedger ledger = Ledgers.open(source, ORIGIN, limits)) {
            rounds(ledger, Duration.ofSeconds(3));
            Figures alone = rounds(ledger, time);
            int batch = (int) Math.round(alone.perCommit());
            results.add(
                    Result.of("append alone")
                            .where("decisions in a commit", batch)
                            .with("per_s", alone.perSecond()));
            try (Rival rival = Rival.of(url, ORIGIN, batch)) {
                Result pgbench = Result.of("pgbench").where("decisions in a commit", batch);
                results.add(
                        pgbench.where("rows", "on the server")
                                .with("per_s", rival.staged(time) * batch));
                results.add(pgbench.where("rows", "sent").with("per_s", rival.sent(time) * batch));
            }
            Figures callers = callers(ledger);
            results.add(
                    Result.of("append")
                            .where("callers", CALLERS)
                            .with("per_s", callers.perSecond())
                            .with("commits_per_decision", 1 / callers.perCommit()));
            results.add(latencies("a bare commit", bare()));
            results.add(latencies("append at half load", paced(ledger, callers.perSecond() / 2)));
        }
    }

    /// Hands over as many as may wait, and waits for all; making them is not measured.
    private Figures rounds(Ledger ledger, Duration most) throws SQLException {
        Entries entries = new Entries(new Origin(ORIGIN), new SecureRandom());
        long commits = commits();
        long nanos = 0;
        long decisions = 0;
        while (nanos < most.toNanos()) {
            List<Entry> made = new ArrayList<>(ROUND);
            for (int i = 0; i < ROUND; i++) {
                made.add(entry(ledger, entries));
            }
            long begun = System.nanoTime();
            List<CompletableFuture<Ledger.Append>> appends = new ArrayList<>(ROUND);
            made.forEach(entry -> appends.add(ledger.append(entry).toCompletableFuture()));
            appends.forEach(Append::awaitAppended);
            nanos += System.nanoTime() - begun;
            decisions += ROUND;
        }
        return new Figures(decisions, commits() - commits, Duration.ofNanos(nanos));
    }

    /// Callers that each wait for their decision before the next one.
    private Figures callers(Ledger ledger) throws Exception {
        long commits = commits();
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        AtomicLong decisions = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                threads.execute(() -> {
                    Entries entries = new Entries(new Origin(ORIGIN), new SecureRandom());
                    while (System.nanoTime() < end) {
                        awaitAppended(ledger.append(entry(ledger, entries)).toCompletableFuture());
                        decisions.incrementAndGet();
                    }
                });
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Figures(decisions.get(), commits() - commits, took);
    }

    /// Appends at this rate, whether or not the last one has its answer.
    private long[] paced(Ledger ledger, double perSecond) {
        Entries entries = new Entries(new Origin(ORIGIN), new SecureRandom());
        int count = (int) (perSecond * time.toSeconds());
        long[] nanos = new long[count];
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int at = i;
            long due = begun + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            Entry entry = entry(ledger, entries);
            all.add(
                    ledger.append(entry)
                            .toCompletableFuture()
                            .thenAccept(append -> {
                                requireAppended(append);
                                nanos[at] = System.nanoTime() - due;
                            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        return nanos;
    }

    /// One row, one commit, over and over.
    private long[] bare() throws SQLException {
        List<Long> nanos = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS bare (number bigint)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO bare VALUES (?)")) {
                long end = System.nanoTime() + time.toNanos();
                for (long number = 0; System.nanoTime() < end; number++) {
                    long begun = System.nanoTime();
                    insert.setLong(1, number);
                    insert.executeUpdate();
                    nanos.add(System.nanoTime() - begun);
                }
            }
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private static Result latencies(String what, long[] nanos) {
        Arrays.sort(nanos);
        return Result.of(what)
                .with("p50_ms", nanos[nanos.length / 2] / 1e6)
                .with("p99_ms", nanos[(int) (nanos.length * 0.99)] / 1e6)
                .with("max_ms", nanos[nanos.length - 1] / 1e6);
    }

    private static Entry entry(Ledger ledger, Entries entries) {
        while (true) {
            if (ledger.takeSequence() instanceof Taking.Taken(long number)) {
                return entries.of(number, new Call(UUID.randomUUID().toString()));
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
    }

    private static void awaitAppended(CompletableFuture<Ledger.Append> append) {
        requireAppended(append.join());
    }

    private static void requireAppended(Ledger.Append append) {
        if (!(append instanceof Appended)) {
            throw new IllegalStateException("not appended: " + append);
        }
    }

    private long commits() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(DISTINCT xmin::text) FROM record")) {
            row.next();
            return row.getLong(1);
        }
    }
}
