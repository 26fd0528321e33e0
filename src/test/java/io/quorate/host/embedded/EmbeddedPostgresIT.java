package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.host.embedded.PostgresStart.Login;
import io.quorate.host.embedded.PostgresStart.Past;
import io.quorate.host.embedded.PostgresStart.Reason;
import io.quorate.host.embedded.PostgresStart.Refused;
import io.quorate.host.embedded.PostgresStart.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tests share one folder, as unpacking takes most of the time; each leaves it with a stopped
/// cluster that can be started.
class EmbeddedPostgresIT {
    private static final String WRONG_PASSWORD = "28P01";
    private static final String NOT_IN_PG_HBA = "28000";
    private static final String NOT_PERMITTED = "42501";

    @TempDir private static Path temporary;

    private static DataFolder folder;
    private static final List<String> FIRST_STEPS = new ArrayList<>();

    @BeforeAll
    static void theFirstStart() throws Exception {
        folder = new DataFolder(temporary.toRealPath().resolve("a folder").resolve("quorate"));
        PostgresStart start = EmbeddedPostgres.start(folder, FIRST_STEPS::add);
        Started first = assertInstanceOf(Started.class, start, start::toString);
        try (EmbeddedPostgres _ = first.postgres()) {
            assertEquals(Past.NONE, first.past());
            execute(first, first.owner(), "CREATE TABLE kept (text text)");
        }
    }

    @Test
    void theFirstStartTellsItsLongSteps() {
        assertEquals(3, FIRST_STEPS.size(), FIRST_STEPS::toString);
        assertTrue(FIRST_STEPS.get(0).startsWith("unpacking PostgreSQL " + Binaries.VERSION));
        assertTrue(FIRST_STEPS.get(1).startsWith("creating the database cluster"));
        assertTrue(FIRST_STEPS.get(2).startsWith("starting PostgreSQL"));
    }

    @Test
    void itIsTheReleaseThatTheBuildNames() {
        try (var running = start()) {
            assertEquals(Binaries.VERSION, running.started.version());
        }
    }

    @Test
    void rowsSurviveAnOrderlyRestart() throws SQLException {
        try (var running = start()) {
            running.insert("restart");
        }
        try (var running = start()) {
            assertEquals(Past.STOPPED, running.started.past());
            assertTrue(running.rows().contains("restart"));
        }
    }

    @Test
    void theServerOfAKilledSidecarIsStoppedAndItsRowsKept() throws Exception {
        long orphan;
        try (var killed = OtherSidecar.start(folder, "killed sidecar")) {
            assertTrue(new PostgresProcess(killed.pid()).isAlive());
            orphan = PostmasterPid.read(folder.postmasterPid()).orElseThrow().pid();
        }
        assertTrue(new PostgresProcess(orphan).isAlive(), "the server died with its sidecar");
        try (var running = start()) {
            assertEquals(Past.ORPHANED, running.started.past());
            assertFalse(new PostgresProcess(orphan).isAlive());
            assertTrue(running.rows().contains("killed sidecar"));
        }
    }

    @Test
    void rowsSurviveWhenSidecarAndServerAreKilled() throws Exception {
        PostgresProcess server;
        try (var _ = OtherSidecar.start(folder, "killed server")) {
            long pid = PostmasterPid.read(folder.postmasterPid()).orElseThrow().pid();
            server = new PostgresProcess(pid);
        }
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        assertTrue(server.awaitEnd(Duration.ofSeconds(10)));
        try (var running = start()) {
            assertEquals(Past.CRASHED, running.started.past());
            assertTrue(running.rows().contains("killed server"));
        }
    }

    @Test
    void aProcessIdThatIsSomebodyElsesByNowDoesNotBlock() throws Exception {
        // Not one of the server's ancestors, which PostgreSQL itself does not fall for.
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Files.writeString(
                folder.postmasterPid(),
                stranger.pid() + "\n" + folder.data() + "\n1\n5432\n\n127.0.0.1\n 1 1\nready\n");
        try (var running = start()) {
            assertEquals(Past.CRASHED, running.started.past());
            assertTrue(stranger.isAlive(), "a process that is not ours was stopped");
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aSecondSidecarIsRefusedAndToldOfTheFirst() throws Exception {
        try (var first = OtherSidecar.start(folder, "first")) {
            Refused refused = refused(Reason.FOLDER_IN_USE);
            assertTrue(refused.message().contains("process " + first.pid()), refused::message);
        }
        try (var running = start()) {
            refused(Reason.FOLDER_IN_USE);
            assertTrue(running.rows().contains("first"), "the refused one did harm");
        }
    }

    @Test
    void nobodyGetsInWithoutTheRightPassword() {
        try (var running = start()) {
            Login owner = running.started.owner();
            String url = running.started.jdbcUrl();
            for (String wrong : List.of(running.started.application().password(), "x")) {
                assertEquals(WRONG_PASSWORD, state(url, new Login(owner.user(), wrong)));
            }
            for (String other : List.of("quorate_admin", "postgres", "root")) {
                assertEquals(NOT_IN_PG_HBA, state(url, new Login(other, "")));
            }
            String otherDatabase = url.replace("/quorate?", "/postgres?");
            assertEquals(NOT_IN_PG_HBA, state(otherDatabase, owner));
        }
    }

    @Test
    void theApplicationMayDoOnlyWhatItWasGranted() throws SQLException {
        try (var running = start()) {
            Login application = running.started.application();
            assertDenied(running, application, "CREATE TABLE t (n int)");
            assertDenied(running, application, "CREATE SCHEMA s");
            assertDenied(running, application, "CREATE TEMPORARY TABLE t (n int)");
            assertDenied(running, application, "SELECT count(*) FROM kept");
            assertDenied(running, running.started.owner(), "CREATE ROLE r");
            assertDenied(running, running.started.owner(), "COPY kept TO PROGRAM 'cat'");
            execute(
                    running.started,
                    running.started.owner(),
                    "GRANT SELECT ON kept TO " + application.user());
            execute(running.started, application, "SELECT count(*) FROM kept");
        }
    }

    @Test
    void itListensOnLoopbackAloneAndHasNoSocket() throws Exception {
        try (var running = start()) {
            List<String> told = Files.readAllLines(folder.postmasterPid());
            assertEquals(List.of("", "127.0.0.1"), told.subList(4, 6));
            assertEquals(List.of("127.0.0.1"), running.column("SHOW listen_addresses"));
        }
    }

    @Test
    void everythingInTheFolderIsPrivate() throws IOException {
        try (var _ = start();
                Stream<Path> paths = Files.walk(folder.root())) {
            for (Path path : paths.toList()) {
                if (!Files.isSymbolicLink(path)) {
                    String mode = mode(path);
                    assertTrue(Set.of("rwx------", "rw-------").contains(mode), mode + " " + path);
                }
            }
        }
    }

    @Test
    void theLogHoldsNoPasswordAndNoContent() throws Exception {
        try (var running = start()) {
            assertThrows(
                    SQLException.class,
                    () ->
                            execute(
                                    running.started,
                                    running.started.owner(),
                                    "SELECT 'a secret answer'::int"));
            String log = Files.readString(folder.log());
            assertFalse(log.contains("a secret answer"));
            assertFalse(log.contains(running.started.owner().password()));
            assertFalse(log.contains(running.started.application().password()));
            assertTrue(log.contains("ready to accept connections"));
        }
    }

    @Test
    void lostPasswordsAreReplaced() throws Exception {
        String before;
        try (var running = start()) {
            before = running.started.owner().password();
            running.insert("lost passwords");
        }
        Files.delete(folder.passwords());
        try (var running = start()) {
            assertNotEquals(before, running.started.owner().password());
            assertTrue(running.rows().contains("lost passwords"));
        }
    }

    @Test
    void theServerDoesNotHearTheCtrlCOfTheSidecar() throws IOException {
        try (var running = start()) {
            Path stat = Path.of("/proc", Long.toString(running.started.pid()), "stat");
            if (Files.exists(stat)) {
                String[] field = Files.readString(stat).replaceAll(".*\\) ", "").split(" ", -1);
                String session = field[3];
                assertEquals(Long.toString(running.started.pid()), session);
            }
        }
    }

    @Test
    void anotherMajorVersionIsRefusedAndNotTouched() throws IOException {
        Path version = folder.data().resolve("PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "17\n");
        try {
            Refused refused = refused(Reason.INCOMPATIBLE_VERSION);
            assertTrue(refused.message().contains("PostgreSQL 17"), refused::message);
        } finally {
            Files.writeString(version, ours);
        }
    }

    @Test
    void aRoleThatGaveUpDurabilityIsRefused() throws Exception {
        try (var running = start()) {
            execute(
                    running.started,
                    running.started.application(),
                    "ALTER ROLE CURRENT_USER SET synchronous_commit = off");
        }
        try {
            Refused refused = refused(Reason.NOT_DURABLE);
            assertTrue(refused.message().contains("synchronous_commit = off"), refused::message);
            assertEquals(0, PostmasterPid.read(folder.postmasterPid()).stream().count());
        } finally {
            // What the remedy advises.
            Binaries binaries = new Binaries(folder.programs().resolve(Binaries.RELEASE));
            Command.logging(folder)
                    .run(
                            RunAs.choose(folder)
                                    .command(
                                            List.of(
                                                    binaries.program("postgres"),
                                                    "--single",
                                                    "-D",
                                                    folder.data().toString(),
                                                    Cluster.DATABASE)),
                            "ALTER ROLE " + Passwords.APPLICATION + " RESET ALL\n",
                            Duration.ofSeconds(30));
        }
    }

    @Test
    void aStartThatFailsShowsTheEndOfTheLog() throws IOException {
        Path settings = folder.data().resolve("postgresql.conf");
        String good = Files.readString(settings);
        Files.writeString(settings, "\nno_such_setting = 1\n", StandardOpenOption.APPEND);
        try {
            Refused refused = refused(Reason.START_FAILED);
            assertTrue(refused.message().contains("\"no_such_setting\""), refused::message);
        } finally {
            Files.writeString(settings, good);
        }
    }

    @Test
    void aCreationThatWasCutOffIsMadeAgain() throws IOException {
        Path aside = folder.root().resolve("aside");
        Files.move(folder.data(), aside);
        Files.createDirectory(folder.unfinishedData());
        Files.writeString(folder.unfinishedData().resolve("PG_VERSION"), "18\n");
        try (var running = start()) {
            assertEquals(Past.NONE, running.started.past());
            assertFalse(Files.exists(folder.unfinishedData(), LinkOption.NOFOLLOW_LINKS));
        } finally {
            PrivateFiles.deleteTree(folder.data());
            Files.move(aside, folder.data());
        }
    }

    private static Running start() {
        PostgresStart start = EmbeddedPostgres.start(folder, _ -> {});
        return new Running(assertInstanceOf(Started.class, start, start::toString));
    }

    private static Refused refused(Reason reason) {
        PostgresStart start = EmbeddedPostgres.start(folder, _ -> {});
        if (start instanceof Started started) {
            started.postgres().close();
        }
        Refused refused = assertInstanceOf(Refused.class, start, start::toString);
        assertEquals(reason, refused.reason(), refused::toString);
        return refused;
    }

    private static void assertDenied(Running running, Login login, String sql) {
        SQLException denied =
                assertThrows(SQLException.class, () -> execute(running.started, login, sql), sql);
        assertEquals(NOT_PERMITTED, denied.getSQLState(), sql);
    }

    private static String state(String url, Login login) {
        return assertThrows(SQLException.class, () -> connect(url, login).close()).getSQLState();
    }

    private static Connection connect(String url, Login login) throws SQLException {
        return DriverManager.getConnection(url, login.user(), login.password());
    }

    private static void execute(Started started, Login login, String sql) throws SQLException {
        try (var connection = connect(started.jdbcUrl(), login);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private record Running(Started started) implements AutoCloseable {

        void insert(String text) throws SQLException {
            execute(started, started.owner(), "INSERT INTO kept VALUES ('" + text + "')");
        }

        List<String> rows() throws SQLException {
            return column("SELECT text FROM kept");
        }

        List<String> column(String sql) throws SQLException {
            try (var connection = connect(started.jdbcUrl(), started.owner());
                    var statement = connection.createStatement();
                    var result = statement.executeQuery(sql)) {
                List<String> values = new ArrayList<>();
                while (result.next()) {
                    values.add(result.getString(1));
                }
                return values;
            }
        }

        @Override
        public void close() {
            started.postgres().close();
        }
    }
}
