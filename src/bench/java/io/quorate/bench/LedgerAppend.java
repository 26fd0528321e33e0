package io.quorate.bench;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import io.quorate.engine.Ledger.Append;
import io.quorate.engine.Ledger.Taking;
import io.quorate.engine.Ticker;
import io.quorate.host.store.LedgerLimits;
import io.quorate.host.store.Opening;
import io.quorate.host.store.PostgresLedger;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How fast the ledger appends, against pgbench inserting the same bytes in batches of the same
/// size on the same PostgreSQL with durable settings. Both in turn, a few times; the medians' ratio
/// counts.
///
/// Arguments: decisions in a run, entries that wait at a time, runs. pgbench has to be on the PATH
/// or named by the system property `pgbench`.
public final class LedgerAppend {
    private static final Ticker CLOCK =
            new Ticker() {
                @Override
                public Instant now() {
                    return Instant.now();
                }

                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void after(Duration delay, Runnable task) {
                    throw new UnsupportedOperationException();
                }
            };

    private final int decisions;
    private final int waiting;
    private final Database database = TestPostgres.database();

    private LedgerAppend(int decisions, int waiting) {
        this.decisions = decisions;
        this.waiting = waiting;
    }

    /// One run: decisions per second, and decisions per transaction.
    private record Run(double throughput, double batch) {}

    public static void main(String... arguments) throws Exception {
        int decisions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int waiting = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        LedgerAppend bench = new LedgerAppend(decisions, waiting);
        bench.ledger("warm-up");
        double[] ours = new double[runs];
        double[] theirs = new double[runs];
        for (int i = 0; i < runs; i++) {
            Run run = bench.ledger("run-" + i);
            ours[i] = run.throughput;
            theirs[i] = bench.pgbench((int) Math.max(1, Math.round(run.batch)));
            System.out.printf(
                    "ledger %.0f/s in batches of %.0f, pgbench %.0f/s, ratio %.2f%n",
                    ours[i], run.batch, theirs[i], ours[i] / theirs[i]);
        }
        System.out.printf(
                "median: ledger %.0f/s, pgbench %.0f/s, ratio %.2f%n",
                median(ours), median(theirs), median(ours) / median(theirs));
    }

    private Run ledger(String origin) throws Exception {
        Opening opening =
                PostgresLedger.open(
                        database.application(),
                        List.of(new Origin(origin)),
                        LedgerLimits.DEFAULT,
                        CLOCK);
        try (PostgresLedger ledger = ((Opening.Opened) opening).ledger()) {
            List<Entry> entries = entries(ledger);
            Semaphore room = new Semaphore(waiting);
            long begun = System.nanoTime();
            for (Entry entry : entries) {
                room.acquire();
                ledger.append(entry)
                        .thenAccept(append -> {
                            if (!(append instanceof Append.Appended)) {
                                throw new IllegalStateException(append.toString());
                            }
                            room.release();
                        });
            }
            room.acquire(waiting);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Run(decisions / seconds, decisions / (double) transactions(origin));
        }
    }

    private List<Entry> entries(PostgresLedger ledger) {
        Entries make = new Entries(ledger.origin(), new SplittableRandom());
        List<Entry> entries = new ArrayList<>(decisions);
        for (int i = 0; i < decisions; i++) {
            long sequence = ((Taking.Taken) ledger.takeSequence()).sequence();
            entries.add(make.of(sequence, new Call(UUID.randomUUID().toString())));
        }
        return entries;
    }

    private long transactions(String origin) throws SQLException {
        return number(
                """
                SELECT count(DISTINCT record.xmin::text) FROM record
                JOIN origin ON origin.id = record.origin WHERE origin.name = '%s'
                """
                        .formatted(origin));
    }

    /// Inserts what the ledger has stored, under other keys.
    private double pgbench(int batch) throws Exception {
        Path script = Files.createTempFile("append", ".sql");
        try {
            Files.writeString(script, script(batch));
            int transactions = Math.max(5, decisions / batch);
            Process process =
                    new ProcessBuilder(
                                    System.getProperty("pgbench", "pgbench"),
                                    "--no-vacuum",
                                    "--client=1",
                                    "--protocol=" + System.getProperty("protocol", "prepared"),
                                    "--transactions=" + transactions,
                                    "--file=" + script,
                                    database.url()
                                            .replace("jdbc:", "")
                                            .replaceFirst("\\?.*", "?user=quorate_app"))
                            .redirectErrorStream(true)
                            .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(output);
            }
            String tps = output.replaceFirst("(?s).*tps = ([0-9.]+).*", "$1");
            return Double.parseDouble(tps) * batch;
        } finally {
            Files.delete(script);
        }
    }

    private String script(int batch) throws SQLException {
        StringBuilder script = new StringBuilder("\\set base random(1000000, 1000000000000)\n");
        script.append("BEGIN;\n");
        script.append(
                insert(
                        "request",
                        "caller, id, digest, decision_id, at",
                        "caller, id || lpad(to_hex(:base::bigint + n), 24, '0'), digest,"
                                + " decision || lpad(to_hex(:base::bigint + n), 24, '0'), now()",
                        "caller, id, n, digest, decision",
                        """
                        SELECT format('(%%L, %%L, %%s, %%L::bytea, %%L)',
                            caller, left(id, 12), n, digest, left(decision_id, 12))
                        FROM (SELECT *, row_number() OVER () n FROM request LIMIT %d) r
                        """
                                .formatted(batch)));
        for (String table : List.of("content", "decision", "pool_outcome", "record", "vote")) {
            script.append(insert(table, batch));
        }
        script.append("UPDATE origin SET size = size + 1 WHERE name = 'warm-up';\nCOMMIT;\n");
        return script.toString();
    }

    /// The rows of the warm-up's first decisions, moved to other indices.
    private String insert(String table, int batch) throws SQLException {
        String columns =
                text(
                        """
                        SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
                        WHERE attrelid = '%s'::regclass AND attnum > 3
                        """
                                .formatted(table));
        StringBuilder values = new StringBuilder();
        for (String column : columns.split(", ")) {
            String type =
                    text(
                            """
                            SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                            WHERE attrelid = '%s'::regclass AND attname = '%s'
                            """
                                    .formatted(table, column));
            values.append(" || ',' || quote_nullable(").append(column).append("::text)");
            values.append(" || '::").append(type).append('\'');
        }
        return insert(
                table,
                "origin, log_index, at, " + columns,
                "origin, :base::bigint + log_index, at, " + columns,
                "origin, log_index, at, " + columns,
                """
                SELECT '(' || origin || ', ' || log_index || ', ' || quote_literal(at)
                    || '::timestamptz' %s || ')'
                FROM %s JOIN (SELECT origin, log_index FROM decision ORDER BY 1, 2 LIMIT %d) first
                USING (origin, log_index)
                """
                        .formatted(values, table, batch));
    }

    private String insert(String table, String columns, String values, String names, String rows)
            throws SQLException {
        List<String> literals = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(rows)) {
            while (row.next()) {
                literals.add(row.getString(1));
            }
        }
        return "INSERT INTO %s (%s) SELECT %s FROM (VALUES\n%s) AS row (%s);\n"
                .formatted(table, columns, values, String.join(",\n", literals), names);
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
