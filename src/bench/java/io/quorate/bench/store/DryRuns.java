package io.quorate.bench.store;

import io.quorate.bench.Bench;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.planning.replay.Desk;
import io.quorate.core.planning.replay.DryRun;
import io.quorate.core.planning.replay.DryRunReport;
import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.HeadThreshold;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Submission;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.Limits;
import io.quorate.engine.Refusal;
import io.quorate.engine.policy.RecordedDecisions.Span;
import io.quorate.engine.policy.Trial;
import io.quorate.engine.policy.Trials;
import io.quorate.host.store.Ledgers;
import io.quorate.host.store.PostgresDecisions;
import io.quorate.host.store.TestPostgres;
import io.quorate.host.store.TestPostgres.Database;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// How long a dry run takes: a stricter threshold over so many decisions of seven agents, each with
/// reasons, one of twenty with a right answer that is known; in a PostgreSQL of its own.
public final class DryRuns {
    private static final String HELP =
            """
            dry-run [N]   makes N decisions (1000000), which takes some minutes and 8 GB of the
                          temporary folder for a million, and replays them three times
            """;

    private static final int AGENTS = 7;
    private static final int TEMPLATES = 2_000;
    private static final int RUNS = 3;
    private static final int LABELLED_OF = 20;
    private static final int ROWS_PER_COPY = 1_000;
    private static final Instant BEGIN = Instant.parse("2026-08-01T00:00:00Z");
    private static final Duration APART = Duration.ofSeconds(7);
    private static final Executor JUDGES =
            Executors.newSingleThreadExecutor(task -> Thread.ofPlatform().daemon().unstarted(task));
    private static final Span ALL =
            new Span(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final PoolPolicy POOL = PoolPolicy.of(Desk.POOL, agents());
    private static final PoolPolicy STRICTER =
            POOL.changed()
                    .threshold(new HeadThreshold.Supermajority(new BigDecimal("0.8")))
                    .build();

    private DryRuns() {}

    public static void main(String... arguments) throws Exception {
        if (Bench.asksForHelp(arguments)) {
            System.out.print(HELP);
            return;
        }
        int count = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        Database database = TestPostgres.database();
        long begun = System.nanoTime();
        write(database, count);
        System.out.printf("%,d decisions made in %.1f s%n", count, seconds(begun));
        for (int i = 0; i < RUNS; i++) {
            run(database, count);
        }
        System.exit(0);
    }

    static void run(Database database, int count) {
        Trials trials =
                new Trials(
                        new PostgresDecisions(database.application()),
                        JUDGES,
                        Ledgers.CLOCK,
                        _ -> {},
                        Limits.DEFAULT);
        Waiting waiting = new Waiting();
        long begun = System.nanoTime();
        var _ = trials.start(new DryRun(Policy.of(STRICTER), Policy.of(POOL)), ALL, waiting);
        DryRunReport report = waiting.report.join();
        double took = seconds(begun);
        System.out.printf(
                "%,d of %,d decisions replayed in %.1f s, %,.0f per second; heap at most %d MB%n",
                report.decisions(), count, took, report.decisions() / took, waiting.heapMax >> 20);
        System.out.println(report.inWords().lines().limit(16).toList());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /// Waits for the report, and looks at the heap meanwhile.
    private static final class Waiting implements Trial.Listener<DryRunReport> {
        private final CompletableFuture<DryRunReport> report = new CompletableFuture<>();
        private long heapMax;

        @Override
        public void progressed(long seen, long all) {
            Runtime runtime = Runtime.getRuntime();
            heapMax = Math.max(heapMax, runtime.totalMemory() - runtime.freeMemory());
        }

        @Override
        public void finished(DryRunReport found, long damaged) {
            if (damaged > 0) {
                failed(new IllegalStateException(damaged + " are damaged"));
            }
            report.complete(found);
        }

        @Override
        public void refused(Refusal refusal) {
            failed(new IllegalStateException(refusal.text()));
        }

        @Override
        public void failed(Throwable defect) {
            report.completeExceptionally(defect);
        }
    }

    static void write(Database database, int count) throws SQLException {
        List<DecisionRecord> templates = templates();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO origin (name) VALUES ('bench')");
            Instant end = at(count);
            for (Instant month = BEGIN; month.isBefore(end); month = month.plusSeconds(1_728_000)) {
                statement.execute("SELECT make_partition('" + month + "')");
            }
            for (int from = 0; from < count; from += ROWS_PER_COPY) {
                write(connection, templates, from, Math.min(count, from + ROWS_PER_COPY));
            }
            statement.execute(
                    """
                    INSERT INTO label (decision_id, pool, right_choice, source, reporter, at, taught)
                    SELECT decision_id, '%s', CASE WHEN log_index %% 3 = 0 THEN '%s' ELSE '%s' END,
                        'OUTCOME', '', at, ''
                    FROM decision WHERE log_index %% %d = 0\
                    """
                            .formatted(Desk.POOL, Choice.REJECT, Choice.ACCEPT, LABELLED_OF));
            statement.execute("ANALYZE");
        }
    }

    private static Instant at(int i) {
        return BEGIN.plus(APART.multipliedBy(i));
    }

    private static void write(
            Connection connection, List<DecisionRecord> templates, int from, int to)
            throws SQLException {
        StringBuilder records = new StringBuilder();
        StringBuilder decisions = new StringBuilder();
        HexFormat hex = HexFormat.of();
        for (int i = from; i < to; i++) {
            DecisionRecord record = again(templates.get(i % TEMPLATES), i);
            String key = "1\t" + i + "\t" + record.decidedAt();
            String leaf = hex.formatHex(DecisionLeaf.of(record).bytes());
            records.append(key).append("\tdecision\t").append(i).append("\t\\\\x").append(leaf);
            records.append("\t\\\\x00\n");
            decisions
                    .append(key)
                    .append('\t')
                    .append(record.id())
                    .append("\tcheckout\tr")
                    .append(i);
            decisions.append('\t').append(record.findings().outcome().verdict());
            decisions.append("\t\\N\tQUORUM\t\\N\t\\\\x00\tCOMMITTED\n");
        }
        copy(connection, "record", records);
        copy(connection, "decision", decisions);
    }

    private static void copy(Connection connection, String table, CharSequence rows)
            throws SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN");
        byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }

    private static List<DecisionRecord> templates() {
        SplittableRandom chance = new SplittableRandom(1);
        Submission submission = Submission.ofAnswer("When?", "In 1931.");
        List<DecisionRecord> decided = new ArrayList<>();
        for (int i = 0; i < TEMPLATES; i++) {
            double right = i % 3 == 0 ? 0.15 : 0.9;
            List<Vote> votes =
                    IntStream.range(0, AGENTS)
                            .mapToObj(agent -> vote(agent, right, chance))
                            .toList();
            decided.add(Desk.decide(Policy.of(POOL), submission, votes));
        }
        return decided;
    }

    private static Vote vote(int agent, double accepting, SplittableRandom chance) {
        return new Vote(
                new AgentId("agent-" + agent),
                Optional.of(chance.nextDouble() < accepting ? Choice.ACCEPT : Choice.REJECT),
                OptionalDouble.of(Math.round(50 + 50 * chance.nextDouble()) / 100.0),
                OptionalDouble.empty(),
                "The second paragraph of the source gives another year.",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DecisionRecord again(DecisionRecord like, int i) {
        return new DecisionRecord(
                new DecisionId(new UUID(7L << 12, i).toString()),
                like.origin(),
                i,
                like.service(),
                like.request(),
                at(i),
                at(i).plusMillis(300 + i % 200),
                like.commitments(),
                like.choices(),
                like.tags(),
                like.riskTag(),
                like.policy(),
                like.unenforced(),
                like.findings(),
                like.durability(),
                like.cachedFrom());
    }

    private static List<AgentPolicy> agents() {
        return IntStream.range(0, AGENTS)
                .mapToObj(i ->
                        AgentPolicy.of(new AgentId("agent-" + i), new FaultDomain("vendor-" + i)))
                .toList();
    }
}
