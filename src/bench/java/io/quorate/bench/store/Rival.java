package io.quorate.bench.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// pgbench, inserting rows as the log did, as many in a transaction: the rows of some decisions
/// that the log has appended, each time at other places of another log.
///
/// Twice: with the rows in a table of the server's, so that it needs no more than copy them, and
/// with the rows in the statement, as a client has to send them.
public record Rival(String url, Path folder, List<Table> tables) implements AutoCloseable {
    private static final String SHIFT = "\\set n random(1000000000, 1000000000000000)\n";

    /// A table of the log, and its columns; those that tell rows apart are shifted.
    private record Table(String name, List<String> columns) {
        String list() {
            return String.join(", ", columns);
        }

        String select() {
            StringJoiner all = new StringJoiner(", ");
            for (String column : columns) {
                all.add(shifted(column, column));
            }
            return all.toString();
        }

        String shifted(String column, String value) {
            return switch (column) {
                case "origin" -> "0";
                case "log_index" -> value + " + :n";
                case "id" -> name.equals("request") ? value + " || :n" : value;
                default -> value;
            };
        }
    }

    /// Stages the rows of the newest decisions of that log.
    public static Rival of(String url, String origin, int decisions)
            throws SQLException, IOException {
        List<Table> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String name :
                    List.of(
                            "place",
                            "content",
                            "decision",
                            "fault",
                            "pool_outcome",
                            "record",
                            "vote",
                            "request")) {
                statement.execute("DROP TABLE IF EXISTS staged_" + name);
            }
            statement.execute(
                    """
                    CREATE TABLE staged_place AS SELECT d.origin, d.log_index, d.service, d.request_id
                    FROM decision d JOIN origin o ON o.id = d.origin AND o.name = '%s'
                    ORDER BY d.log_index DESC LIMIT %d
                    """
                            .formatted(origin, decisions));
            for (String name :
                    List.of("content", "decision", "fault", "pool_outcome", "record", "vote")) {
                statement.execute(
                        "CREATE TABLE staged_%s AS SELECT t.* FROM %s t JOIN staged_place USING (origin, log_index)"
                                .formatted(name, name));
                tables.add(new Table(name, columns(statement, name)));
            }
            statement.execute(
                    """
                    CREATE TABLE staged_request AS SELECT r.* FROM request r
                    JOIN staged_place p ON p.service = r.caller AND p.request_id = r.id
                    """);
            tables.add(new Table("request", columns(statement, "request")));
            statement.execute("ANALYZE");
        }
        return new Rival(url, Files.createTempDirectory("pgbench"), tables);
    }

    private static List<String> columns(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        """
                        SELECT column_name FROM information_schema.columns
                        WHERE table_name = '%s' ORDER BY ordinal_position
                        """
                                .formatted(table))) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    /// Transactions per second with the rows on the server.
    public double staged(Duration time) throws IOException, InterruptedException {
        Path script = folder.resolve("staged.sql");
        try (Writer to = Files.newBufferedWriter(script)) {
            to.write(SHIFT + "BEGIN;\n");
            for (Table table : tables) {
                to.write(
                        "INSERT INTO %s (%s) SELECT %s FROM staged_%s;\n"
                                .formatted(table.name, table.list(), table.select(), table.name));
            }
            to.write("COMMIT;\n");
        }
        return run(script, time);
    }

    /// Transactions per second with the rows in the statements.
    public double sent(Duration time) throws IOException, InterruptedException, SQLException {
        Path script = folder.resolve("sent.sql");
        try (BufferedWriter to = Files.newBufferedWriter(script);
                Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            to.write(SHIFT + "BEGIN;\n");
            for (Table table : tables) {
                write(table, statement, to);
            }
            to.write("COMMIT;\n");
        }
        return run(script, time);
    }

    private static void write(Table table, Statement statement, Writer to)
            throws SQLException, IOException {
        StringJoiner quoted = new StringJoiner(", ");
        table.columns.forEach(column -> quoted.add("quote_nullable(" + column + "::text)"));
        try (ResultSet row =
                statement.executeQuery("SELECT %s FROM staged_%s".formatted(quoted, table.name))) {
            String before = "INSERT INTO %s (%s) VALUES (".formatted(table.name, table.list());
            while (row.next()) {
                StringJoiner values = new StringJoiner(", ", before, ")");
                for (int i = 0; i < table.columns.size(); i++) {
                    String column = table.columns.get(i);
                    String value = row.getString(i + 1);
                    values.add(
                            table.shifted(
                                    column,
                                    column.equals("log_index") ? value + "::bigint" : value));
                }
                to.write(values.toString());
                before = ", (";
            }
            to.write(before.equals(", (") ? ";\n" : "");
        }
    }

    private double run(Path script, Duration time) throws IOException, InterruptedException {
        URI at = URI.create(url.substring("jdbc:".length()));
        List<String> command =
                List.of(
                        System.getProperty("pgbench", "pgbench"),
                        "-n",
                        "-c1",
                        "-T" + time.toSeconds(),
                        "-f" + script,
                        "-h" + at.getHost(),
                        "-p" + at.getPort(),
                        "-U" + parameter(at.getQuery(), "user"),
                        at.getPath().substring(1));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", parameter(at.getQuery(), "password"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said.lines()
                .filter(line -> line.startsWith("tps = "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                .findFirst()
                .orElseThrow(() -> new IOException(said));
    }

    private static String parameter(String query, String name) {
        return List.of(query.split("&")).stream()
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        for (String name : List.of("staged.sql", "sent.sql")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
