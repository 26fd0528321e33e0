package io.quorate.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/// The command line: without arguments the sidecar, with them a command that needs none.
@QuarkusMain
public final class Main {
    private static final String USAGE =
            """
            quorate: a sidecar that tells a service whether an answer of AI agents can be relied on

            Usage: quorate [--help | --version]

            Without arguments it serves until it is stopped.

            Environment:
              QUORATE_POLICY                 the policy file; without it a sample policy is used
              QUORATE_ORIGIN                 the name of this sidecar's log; default: the host's name
              QUARKUS_DATASOURCE_JDBC_URL    the database; without it the sidecar starts a PostgreSQL of
                                             its own (not in the native binary)
              QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD
                                             the application's login; QUARKUS_FLYWAY_USERNAME and
                                             QUARKUS_FLYWAY_PASSWORD the owner's, for migrations
              QUORATE_DATA_DIR               where the own PostgreSQL keeps its data;
                                             default: ~/.local/share/quorate
              QUARKUS_HTTP_PORT (8470), QUARKUS_GRPC_SERVER_PORT (8471)
              QUARKUS_LOG_CONSOLE_JSON_ENABLED=true   logs as JSON
            """;

    private static final int USAGE_ERROR = 2;

    private Main() {}

    public static void main(String... arguments) {
        switch (List.of(arguments)) {
            case List<String> none when none.isEmpty() -> serve();
            case List<String> one when one.equals(List.of("--help")) -> say(USAGE);
            case List<String> one when one.equals(List.of("--version")) -> say(version());
            case List<String> other -> {
                complain("quorate: unknown arguments: " + String.join(" ", other));
                complain("Try: quorate --help");
                System.exit(USAGE_ERROR);
            }
        }
    }

    private static void serve() {
        switch (Database.choose(System.getenv())) {
            case Database.Ready ready -> {
                Runtime.getRuntime().addShutdownHook(new Thread(ready::awaitStop, "database-stop"));
                Quarkus.run(
                        null,
                        (code, failure) -> {
                            ready.stop();
                            System.exit(failure == null ? code : 1);
                        });
            }
            case Database.Missing(String message) -> {
                complain(message);
                System.exit(USAGE_ERROR);
            }
        }
    }
}
