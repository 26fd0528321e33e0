package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Login;
import io.quorate.host.embedded.PostgresStart.Past;
import io.quorate.host.embedded.PostgresStart.Reason;
import io.quorate.host.embedded.PostgresStart.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;

/// A PostgreSQL of the sidecar's own, running on a data folder that survives it.
///
/// Threads: [#start] blocks; [#close] may be called by any thread and more than once.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long SPACE_TO_CREATE = 256 * MEBIBYTE;
    // Two segments of the write-ahead log.
    private static final long SPACE_TO_START = 32 * MEBIBYTE;
    private static final List<String> DURABILITY =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private final FolderLock lock;
    private final PostgresProcess process;
    private final Progress progress;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(FolderLock lock, PostgresProcess process, Progress progress) {
        this.lock = lock;
        this.process = process;
        this.progress = progress;
    }

    /// Starts PostgreSQL on the folder, creating what is missing and clearing away what a killed
    /// sidecar left; returns once it accepts connections.
    ///
    /// The server has a session of its own: Ctrl-C reaches the sidecar only, which stops the server
    /// with [#close] when it needs it no longer. A server whose start or stop was cut off by the
    /// end of the sidecar is found and stopped by the next start.
    public static PostgresStart start(DataFolder folder, Progress progress) {
        try {
            String archive = Binaries.archive();
            DataFolder real = PrivateFiles.prepare(folder);
            FolderLock lock = FolderLock.take(real);
            Optional<Started> started = Optional.empty();
            try {
                started = Optional.of(start(real, archive, lock, progress));
                return started.get();
            } finally {
                if (started.isEmpty()) {
                    lock.close();
                }
            }
        } catch (StartRefused refused) {
            return refused.refused();
        } catch (IOException failure) {
            return StartRefused.of(failure, folder);
        }
    }

    private static Started start(
            DataFolder folder, String archive, FolderLock lock, Progress progress)
            throws IOException, StartRefused {
        Cluster.refuseOtherVersion(folder);
        Command command = Command.logging(folder);
        RunAs account = RunAs.choose(folder);
        Past past = new Predecessor(folder, progress).clearAway();
        refuseFullDisk(folder, past);
        Binaries binaries = Binaries.unpacked(folder, archive, progress);
        account.claim(folder, binaries);
        Cluster cluster = new Cluster(folder, binaries, account, command);
        Passwords passwords = prepare(cluster, past, progress);
        progress.begins(
                past == Past.CRASHED
                        ? "starting PostgreSQL, which recovers what its predecessor had committed"
                        : "starting PostgreSQL " + Binaries.VERSION);
        Server server = Server.start(folder, binaries, account, command, progress);
        EmbeddedPostgres postgres = new EmbeddedPostgres(lock, server.process(), progress);
        boolean verified = false;
        try {
            String url =
                    "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
                            .formatted(server.port(), Cluster.DATABASE);
            verify(url, passwords.owner(), folder);
            String version = verify(url, passwords.application(), folder);
            verified = true;
            return new Started(
                    postgres,
                    url,
                    passwords.owner(),
                    passwords.application(),
                    server.process().pid(),
                    version,
                    past);
        } finally {
            if (!verified) {
                postgres.close();
            }
        }
    }

    private static Passwords prepare(Cluster cluster, Past past, Progress progress)
            throws IOException, StartRefused {
        Optional<Passwords> known = Passwords.read(cluster.folder());
        Passwords passwords = known.orElseGet(Passwords::generate);
        if (past == Past.NONE) {
            passwords.write(cluster.folder());
            cluster.create(passwords, progress);
        } else if (known.isEmpty()) {
            cluster.change(passwords, progress);
            passwords.write(cluster.folder());
        }
        cluster.closeAccess();
        return passwords;
    }

    private static void refuseFullDisk(DataFolder folder, Past past)
            throws IOException, StartRefused {
        long needed = past == Past.NONE ? SPACE_TO_CREATE : SPACE_TO_START;
        long usable = Files.getFileStore(folder.root()).getUsableSpace();
        if (usable < needed) {
            throw new StartRefused(
                    StartRefused.diskFull(
                            "The file system of %s has %d MiB left; PostgreSQL needs %d MiB."
                                    .formatted(
                                            folder.root(), usable / MEBIBYTE, needed / MEBIBYTE)));
        }
    }

    /// Reads the promises back as the role that relies on them: a role and a database can have
    /// settings of their own.
    ///
    /// @return the server's version
    private static String verify(String url, Login login, DataFolder folder) throws StartRefused {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        try (Connection connection = connect(url, properties);
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                String value = show(statement, setting);
                if (!value.equals("on")) {
                    throw new StartRefused(
                            Reason.NOT_DURABLE,
                            "For the role %s PostgreSQL has %s = %s: what it commits could be lost."
                                    .formatted(login.user(), setting, value),
                            "Undo the ALTER ROLE or ALTER DATABASE that changed it, with a"
                                    + " stand-alone backend: "
                                    + folder.programs().resolve(Binaries.RELEASE)
                                    + "/bin/postgres --single -D "
                                    + folder.data()
                                    + " "
                                    + Cluster.DATABASE
                                    + ".");
                }
            }
            return show(statement, "server_version");
        } catch (SQLException failure) {
            throw new StartRefused(
                    Reason.START_FAILED,
                    "PostgreSQL runs, but %s cannot use it: %s"
                            .formatted(login.user(), failure.getMessage()),
                    "If its password was changed, delete "
                            + folder.passwords()
                            + "; the next start sets new ones.");
        }
    }

    // Not through DriverManager, which would have to be told of our class loader first.
    private static Connection connect(String url, Properties properties) throws SQLException {
        ClassLoader loader = EmbeddedPostgres.class.getClassLoader();
        for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
            Connection connection = driver.connect(url, properties);
            if (connection != null) {
                return connection;
            }
        }
        throw new SQLException("There is no JDBC driver for " + url + " on the class path.");
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    /// Stops the server in order, within 40 seconds, and gives the folder free; connections that
    /// are still open are cut and their transactions rolled back.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!Server.stop(process)) {
                progress.begins(
                        "leaving PostgreSQL (process "
                                + process.pid()
                                + ") behind: it does not stop;"
                                + " the next start will try again");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }
}
