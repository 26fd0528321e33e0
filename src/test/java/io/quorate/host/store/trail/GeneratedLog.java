package io.quorate.host.store.trail;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.DecisionQuery;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/// So many decisions in the database, made there from their numbers, and which of them fit a query,
/// worked out from the same numbers.
///
/// Three decisions in a row share a time, two logs take turns, some decisions have a second round
/// and some a second pool, so that agents stand in them more than once.
public final class GeneratedLog {
    public static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    public static final int AGENTS = 23;
    public static final int POOLS = 11;
    public static final int SERVICES = 7;
    public static final int SUBJECTS = 501;
    public static final int POLICIES = 20;
    private static final int AT_A_TIME = 250_000;

    private final int count;
    private final long secondsApart;

    /// @param months over how many the decisions are spread evenly
    public GeneratedLog(int count, int months) {
        this.count = count;
        secondsApart = Math.max(1, months * 30L * 86_400 / (count / 3 + 1));
    }

    public void insert(DataSource owner) throws SQLException {
        insert(owner, _ -> {});
    }

    /// @param progress is told how many there are
    public void insert(DataSource owner, IntConsumer progress) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO origin (name) VALUES ('even'), ('odd')");
            Instant month = BEGIN;
            while (month.isBefore(at(count))) {
                statement.execute("SELECT make_partition('" + month + "')");
                month = month.plusSeconds(20 * 86_400);
            }
            statement.execute(
                    """
                    CREATE FUNCTION pg_temp.numbered(first int, last int) RETURNS TABLE (
                        i int, origin int, log_index bigint, at timestamptz, unaccepted text)
                    LANGUAGE sql STABLE AS $$
                        SELECT i, 1 + i %% 2, i / 2,
                            timestamptz '%s' + (i / 3) * interval '%d seconds',
                            CASE WHEN i %% 50 = 0 THEN 'REJECTED'
                                WHEN i %% 97 = 0 THEN 'NO_CONSENSUS' END
                        FROM generate_series(first, last) AS i
                    $$
                    """
                            .formatted(BEGIN, secondsApart));
            for (int first = 0; first < count; first += AT_A_TIME) {
                int last = Math.min(first + AT_A_TIME, count) - 1;
                insert(statement, first, last);
                progress.accept(last + 1);
            }
            statement.execute("ANALYZE");
        }
    }

    private void insert(Statement statement, int first, int last) throws SQLException {
        String made = "pg_temp.numbered(%d, %d) AS made".formatted(first, last);
        for (String insert : INSERTS) {
            statement.execute(
                    insert.replace(":policy_span", "" + policySpan()).replace(":made", made));
        }
    }

    private static final List<String> INSERTS =
            List.of(
                    """
                    INSERT INTO decision
                    SELECT origin, log_index, at, 'd-' || i, 's' || i % 7, 'r-' || i,
                        coalesce(unaccepted, 'ACCEPTED'),
                        CASE WHEN i % 50 = 0 THEN 'REJECT' WHEN i % 97 = 0 THEN NULL
                            ELSE 'ACCEPT' END,
                        CASE WHEN i % 50 <> 0 AND i % 97 = 0 THEN 'TIE' ELSE 'QUORUM' END,
                        NULL, sha256(convert_to('policy ' || i / :policy_span, 'UTF8')), 'COMMITTED'
                    FROM :made
                    """,
                    """
                    INSERT INTO record
                    SELECT origin, log_index, at, 'decision', i,
                        convert_to('{"decision_id":"d-' || i || '"}', 'UTF8'),
                        sha256(convert_to('' || i, 'UTF8'))
                    FROM :made
                    """,
                    """
                    INSERT INTO pool_outcome
                    SELECT origin, log_index, at, 'p' || i % 11, true, 'ACCEPTED', 'ACCEPT',
                        'QUORUM', 'ACCEPT', 0.9, 1, unaccepted
                    FROM :made
                    UNION ALL SELECT origin, log_index, at, 'extra', false, 'ACCEPTED', 'ACCEPT',
                        'QUORUM', 'ACCEPT', 0.9, 1, unaccepted
                    FROM :made WHERE i % 13 = 0
                    """,
                    """
                    INSERT INTO vote
                    SELECT origin, log_index, at, 'p' || i % 11, round, 'a' || (i + agent) % 23,
                        'ADMITTED', 1000000, 'ACCEPT', 0.9, NULL, unaccepted
                    FROM :made, generate_series(0, 3) AS agent,
                        generate_series(1, CASE WHEN i % 17 = 0 THEN 2 ELSE 1 END) AS round
                    """,
                    """
                    INSERT INTO fault
                    SELECT origin, log_index, at, 'p' || i % 11, 1, 'MALFORMED', 'a' || i % 23
                    FROM :made WHERE i % 101 = 0
                    """,
                    """
                    INSERT INTO content
                    SELECT origin, log_index, at, 'customer ' || i % 501, '{subject}',
                        ARRAY[sha256('x')], ARRAY[convert_to('customer ' || i % 501, 'UTF8')]
                    FROM :made
                    """);

    public String policy(int number) {
        return HexFormat.of().formatHex(sha256("policy " + number));
    }

    /// The numbers of the decisions that fit, the oldest first.
    public List<Integer> matching(DecisionQuery query) {
        return IntStream.range(0, count)
                .filter(i -> !at(i).isBefore(query.range().from()))
                .filter(i -> at(i).isBefore(query.range().to()))
                .filter(i -> is(query.service(), "s" + i % SERVICES))
                .filter(i -> query.verdict().isEmpty() || query.verdict().get() == verdict(i))
                .filter(i -> is(query.subject(), "customer " + i % SUBJECTS))
                .filter(i ->
                        query.policy().isEmpty()
                                || query.policy().get().hex().equals(policy(i / policySpan())))
                .filter(i -> fits(query, i))
                .boxed()
                .sorted(this::inOrder)
                .toList();
    }

    private static boolean fits(DecisionQuery query, int i) {
        Optional<String> pool = query.pool().map(Object::toString);
        Optional<String> agent = query.agent().map(Object::toString);
        if (query.fault().isPresent()) {
            return query.fault().get() == FaultKind.MALFORMED
                    && i % 101 == 0
                    && is(agent, "a" + i % AGENTS)
                    && is(pool, "p" + i % POOLS);
        }
        boolean extra = agent.isEmpty() && i % 13 == 0 && pool.equals(Optional.of("extra"));
        return (is(pool, "p" + i % POOLS) || extra)
                && (agent.isEmpty() || agents(i).contains(agent.get()));
    }

    private static List<String> agents(int i) {
        List<String> agents = new ArrayList<>();
        for (int agent = 0; agent < 4; agent++) {
            agents.add("a" + (i + agent) % AGENTS);
        }
        return agents;
    }

    public Instant at(int i) {
        return BEGIN.plusSeconds(i / 3 * secondsApart);
    }

    private static Verdict verdict(int i) {
        if (i % 50 == 0) {
            return Verdict.REJECTED;
        }
        return i % 97 == 0 ? Verdict.NO_CONSENSUS : Verdict.ACCEPTED;
    }

    private int inOrder(int a, int b) {
        int byTime = Integer.compare(a / 3, b / 3);
        int byOrigin = Integer.compare(a % 2, b % 2);
        return byTime != 0 ? byTime : byOrigin != 0 ? byOrigin : Integer.compare(a, b);
    }

    private int policySpan() {
        return count / POLICIES + 1;
    }

    private static boolean is(Optional<String> asked, String value) {
        return asked.isEmpty() || asked.get().equals(value);
    }

    private static byte[] sha256(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
