package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Refused;
import io.quorate.host.embedded.PostgresStart.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;

/// Another process that has started PostgreSQL on a folder, stores one row and then lives until it
/// is killed.
final class OtherSidecar implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private OtherSidecar(Process process) {
        this.process = process;
    }

    /// Returns when the row is committed.
    static OtherSidecar start(DataFolder folder, String text) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherSidecar.class.getName(),
                                folder.root().toString(),
                                text)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (!READY.equals(said)) {
            process.destroyForcibly();
            throw new AssertionError("The other sidecar did not start: " + said);
        }
        return new OtherSidecar(process);
    }

    long pid() {
        return process.pid();
    }

    /// As `kill -9` does.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        DataFolder folder = new DataFolder(Path.of(arguments[0]));
        switch (EmbeddedPostgres.start(folder, _ -> {})) {
            case Refused refused -> System.out.println(refused);
            case Started started -> {
                try (var connection =
                                DriverManager.getConnection(
                                        started.jdbcUrl(),
                                        started.owner().user(),
                                        started.owner().password());
                        var insert = connection.prepareStatement("INSERT INTO kept VALUES (?)")) {
                    insert.setString(1, arguments[1]);
                    insert.executeUpdate();
                    System.out.println(READY);
                    // Until it is killed.
                    Thread.currentThread().join();
                }
            }
        }
    }
}
