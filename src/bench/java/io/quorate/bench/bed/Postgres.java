package io.quorate.bench.bed;

import io.quorate.bench.Options;
import io.quorate.host.embedded.DataFolder;
import io.quorate.host.embedded.EmbeddedPostgres;
import io.quorate.host.embedded.PostgresStart;
import io.quorate.host.embedded.PostgresStart.Login;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The PostgreSQL of one run: the product's own on a folder of the run, or one that is named.
///
/// @param url without user and password
/// @param pid its main process, where it is ours
public record Postgres(
        String url, Login owner, Login application, OptionalLong pid, AutoCloseable server)
        implements AutoCloseable {

    /// The one that `--database` names, else a new one in that folder.
    public static Postgres of(Options options, Path folder) {
        return options.text("database").map(Postgres::named).orElseGet(() -> start(folder));
    }

    private static Postgres named(String url) {
        Map<String, String> parameters = new HashMap<>();
        String query = URI.create(url.substring("jdbc:".length())).getQuery();
        for (String parameter : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        Login login =
                new Login(parameters.get("user"), parameters.getOrDefault("password", "unasked"));
        return new Postgres(
                url.replaceFirst("\\?.*", ""), login, login, OptionalLong.empty(), () -> {});
    }

    private static Postgres start(Path folder) {
        return switch (EmbeddedPostgres.start(new DataFolder(folder.toAbsolutePath()), _ -> {})) {
            case PostgresStart.Started started ->
                    new Postgres(
                            started.jdbcUrl(),
                            started.owner(),
                            started.application(),
                            OptionalLong.of(started.pid()),
                            started.postgres());
            case PostgresStart.Refused refused ->
                    throw new IllegalStateException(refused.message());
        };
    }

    /// What a sidecar has to be told of it.
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url,
                "QUARKUS_DATASOURCE_USERNAME", application.user(),
                "QUARKUS_DATASOURCE_PASSWORD", application.password(),
                "QUARKUS_FLYWAY_USERNAME", owner.user(),
                "QUARKUS_FLYWAY_PASSWORD", owner.password());
    }

    /// As the owner of the tables.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, owner.user(), owner.password());
    }

    /// With user and password of the owner in it.
    public String ownersUrl() {
        return url
                + (url.contains("?") ? "&" : "?")
                + "user=%s&password=%s".formatted(owner.user(), owner.password());
    }

    public String version() throws SQLException {
        return text("SHOW server_version");
    }

    /// The one value that a statement gives.
    public String text(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(statement)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
