package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Login;
import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The stored cluster while no server runs on it: created, checked, given its roles.
///
/// All of this is done by a stand-alone backend that reads from a pipe, so the superuser never has
/// a password, may never log in, and there is no moment at which the server can be reached without
/// one.
record Cluster(DataFolder folder, Binaries binaries, RunAs account, Command command) {
    static final String DATABASE = "quorate";

    private static final String SUPERUSER = "quorate_admin";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// Everybody who may log in, from where and how; whoever is not named is rejected.
    private static final String ACCESS =
            """
            # Written anew at every start. TYPE DATABASE USER ADDRESS METHOD
            host %1$s %2$s 127.0.0.1/32 scram-sha-256
            host %1$s %3$s 127.0.0.1/32 scram-sha-256
            """
                    .formatted(DATABASE, Passwords.OWNER, Passwords.APPLICATION);

    /// The major version that wrote the cluster; empty when there is none.
    static Optional<String> majorVersion(DataFolder folder) throws IOException {
        Path file = folder.data().resolve("PG_VERSION");
        return Files.exists(folder.data())
                ? Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip())
                : Optional.empty();
    }

    static void refuseOtherVersion(DataFolder folder) throws IOException, StartRefused {
        Optional<String> found = majorVersion(folder).filter(v -> !v.equals(Binaries.MAJOR));
        if (found.isPresent()) {
            throw new StartRefused(
                    Reason.INCOMPATIBLE_VERSION,
                    "The data in %s was written by PostgreSQL %s; this sidecar brings %s."
                            .formatted(folder.data(), found.get(), Binaries.MAJOR),
                    "Convert it with pg_upgrade, or start the sidecar that wrote it, or "
                            + StartRefused.OTHER_FOLDER
                            + ".");
        }
    }

    /// Creates the cluster under a name of its own and renames it when it is complete, so that a
    /// start that is cut off leaves nothing behind that looks like one.
    void create(Passwords passwords, Progress progress) throws IOException, StartRefused {
        progress.begins("creating the database cluster in " + folder.data());
        Path unfinished = folder.unfinishedData();
        PrivateFiles.deleteTree(unfinished);
        command.run(
                account.command(
                        List.of(
                                binaries.program("initdb"),
                                "-D",
                                unfinished.toString(),
                                "-U",
                                SUPERUSER,
                                "--auth=reject",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--data-checksums",
                                "--no-instructions")),
                "",
                LIMIT);
        // The new database is a copy of template1, and takes the rights of the schema with it.
        administer(
                unfinished,
                "template1",
                List.of(
                        "CREATE ROLE " + Passwords.OWNER + " LOGIN",
                        "CREATE ROLE " + Passwords.APPLICATION + " LOGIN",
                        password(passwords.owner()),
                        password(passwords.application()),
                        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                        "GRANT USAGE ON SCHEMA public TO " + Passwords.APPLICATION,
                        "CREATE DATABASE " + DATABASE + " OWNER " + Passwords.OWNER,
                        "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC",
                        "REVOKE ALL ON DATABASE template1 FROM PUBLIC",
                        "REVOKE ALL ON DATABASE postgres FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + Passwords.APPLICATION));
        PrivateFiles.rename(unfinished, folder.data());
    }

    /// Gives the roles new passwords after the file with the old ones was lost.
    void change(Passwords passwords, Progress progress) throws StartRefused {
        progress.begins("setting new passwords, as " + folder.passwords() + " is missing");
        administer(
                folder.data(),
                DATABASE,
                List.of(password(passwords.owner()), password(passwords.application())));
    }

    /// Overwrites in place, so that the file keeps the owner that [#create] gave it.
    void closeAccess() throws IOException {
        Files.writeString(folder.data().resolve("pg_hba.conf"), ACCESS, StandardCharsets.US_ASCII);
    }

    private static String password(Login login) {
        return "ALTER ROLE " + login.user() + " PASSWORD '" + login.password() + "'";
    }

    private void administer(Path data, String database, List<String> statements)
            throws StartRefused {
        UnaryOperator<String> oneALine = statement -> statement + "\n";
        command.run(
                account.command(
                        List.of(
                                binaries.program("postgres"),
                                "--single",
                                "-D",
                                data.toString(),
                                "-c",
                                "exit_on_error=on",
                                // A statement that fails may be one with a password.
                                "-c",
                                "log_min_error_statement=panic",
                                "-c",
                                "log_checkpoints=off",
                                "-c",
                                "password_encryption=scram-sha-256",
                                database)),
                statements.stream().map(oneALine).collect(Collectors.joining()),
                LIMIT);
    }
}
