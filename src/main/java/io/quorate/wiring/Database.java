package io.quorate.wiring;

import io.quorate.host.embedded.DataFolder;
import io.quorate.host.embedded.EmbeddedPostgres;
import io.quorate.host.embedded.PostgresStart;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Which PostgreSQL the sidecar works with: the one that is configured, else one of its own.
sealed interface Database {
    String URL_VARIABLE = "QUARKUS_DATASOURCE_JDBC_URL";

    /// The setting that tells people which one it is.
    String DESCRIPTION = "sidecar.database";

    /// A database that the framework can connect to.
    record Ready(Runnable closing, CountDownLatch stopped) implements Database {

        /// Stops what was started here; nothing for a database that is somebody else's.
        void stop() {
            closing.run();
            stopped.countDown();
        }

        /// Keeps the process alive until [#stop] is through, when a signal ends it.
        void awaitStop() {
            try {
                if (!stopped.await(60, TimeUnit.SECONDS)) {
                    Terminal.complain("stopping took longer than 60 s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// There is none, and why.
    record Missing(String message) implements Database {}

    static Database choose(Settings settings, Map<String, String> environment) {
        String url = environment.getOrDefault(URL_VARIABLE, "");
        if (!url.isBlank()) {
            System.setProperty(DESCRIPTION, withoutQuery(url));
            return new Ready(() -> {}, new CountDownLatch(1));
        }
        if (Image.NATIVE) {
            return new Missing(
                    """
                    no database. The native binary needs a PostgreSQL 15 or later; name it:
                      QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://HOST:5432/DATABASE
                      QUARKUS_DATASOURCE_USERNAME=... QUARKUS_DATASOURCE_PASSWORD=...\
                    """);
        }
        return own(settings, environment);
    }

    private static Database own(Settings settings, Map<String, String> environment) {
        return DataFolder.resolve(
                        settings.dataDir(), environment, System.getProperty("user.home", ""))
                .map(Database::start)
                .orElseGet(() ->
                        new Missing(
                                "no home folder to keep data in; name one with"
                                        + " QUORATE_DATA_DIR, or a database with "
                                        + URL_VARIABLE));
    }

    private static Database start(DataFolder folder) {
        return switch (EmbeddedPostgres.start(folder, step -> Terminal.say("quorate: " + step))) {
            case PostgresStart.Refused refused ->
                    new Missing(refused.message() + "\n  " + refused.remedy());
            case PostgresStart.Started started -> {
                System.setProperty("quarkus.datasource.jdbc.url", started.jdbcUrl());
                System.setProperty("quarkus.datasource.username", started.application().user());
                System.setProperty("quarkus.datasource.password", started.application().password());
                System.setProperty("quarkus.flyway.username", started.owner().user());
                System.setProperty("quarkus.flyway.password", started.owner().password());
                System.setProperty(
                        DESCRIPTION,
                        "PostgreSQL " + started.version() + " of its own in " + folder.root());
                yield new Ready(started.postgres()::close, new CountDownLatch(1));
            }
        };
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
