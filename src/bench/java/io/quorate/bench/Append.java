package io.quorate.bench;

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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
            append URL [SECONDS]

              URL      an empty database of a PostgreSQL with its defaults, as
                       jdbc:postgresql://HOST:PORT/DATABASE?user=USER, whose user owns it
              SECONDS  how long each figure is measured; 5

            pgbench is looked for on the PATH, or where -Dpgbench= says.
            """;

    private static final String ORIGIN = "bench";
    private static final int ROUND = 2_048;
    private static final int CALLERS = 256;

    private final String url;
    private final Duration time;
    private final PrintStream out;
    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private Append(String url, Duration time, PrintStream out) {
        this.url = url;
        this.time = time;
        this.out = out;
        source.setUrl(url);
    }

    public static void main(String... arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length == 0 || Bench.asksForHelp(arguments)) {
            out.print(HELP);
            return;
        }
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        new Append(arguments[0], Duration.ofSeconds(seconds), out).run();
        System.exit(0);
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
            out.printf(
                    "append alone          %8.0f decisions/s, %.0f to a commit%n",
                    alone.perSecond(), alone.perCommit());
            int batch = (int) Math.round(alone.perCommit());
            try (Rival rival = Rival.of(url, ORIGIN, batch)) {
                double staged = rival.staged(time) * batch;
                out.printf(
                        "pgbench, rows there   %8.0f decisions/s; append alone is %.0f %%%n",
                        staged, 100 * alone.perSecond() / staged);
                double sent = rival.sent(time) * batch;
                out.printf(
                        "pgbench, rows sent    %8.0f decisions/s; append alone is %.0f %%%n",
                        sent, 100 * alone.perSecond() / sent);
            }
            Figures callers = callers(ledger);
            out.printf(
                    "%d callers           %8.0f decisions/s, %.3f commits to a decision%n",
                    CALLERS, callers.perSecond(), 1 / callers.perCommit());
            latencies("a bare commit", bare());
            latencies("append at half load", paced(ledger, callers.perSecond() / 2));
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

    private void latencies(String what, long[] nanos) {
        Arrays.sort(nanos);
        out.printf(
                "%-21s p50 %6.2f ms, p99 %6.2f ms%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
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
