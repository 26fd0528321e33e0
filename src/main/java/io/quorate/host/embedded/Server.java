package io.quorate.host.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The running server on the cluster of a data folder.
///
/// @param process its main process
/// @param port on 127.0.0.1
record Server(PostgresProcess process, int port) {
    private static final int PORT_TRIES = 3;
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration NEWS_EVERY = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MILLIS = 10;
    private static final Duration STOP_FAST_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_NOW_LIMIT = Duration.ofSeconds(10);

    /// Starts the server and waits until it accepts connections, through a recovery if need be.
    static Server start(
            DataFolder folder, Binaries binaries, RunAs account, Command log, Progress progress)
            throws IOException, StartRefused {
        for (int tries = 1; ; tries++) {
            int port = freePort();
            Command attempt = log.fromHere();
            Process launcher = attempt.start(account.command(launch(folder, binaries, port)));
            try {
                Optional<Server> server = await(folder, port, launcher, progress);
                if (server.isPresent()) {
                    return server.get();
                }
                abandon(folder, port);
            } catch (InterruptedException _) {
                abandon(folder, port);
                throw Command.interrupted();
            }
            boolean portWasTaken = attempt.tail().contains("could not bind");
            if (!portWasTaken || tries == PORT_TRIES) {
                throw attempt.failed("PostgreSQL did not start.");
            }
        }
    }

    // On the command line, because there a setting wins over the files of the cluster and over
    // ALTER SYSTEM. No value may need quoting: pg_ctl hands them to a shell.
    private static List<String> launch(DataFolder folder, Binaries binaries, int port) {
        String settings =
                Stream.of(
                                "fsync=on",
                                "synchronous_commit=on",
                                "full_page_writes=on",
                                "listen_addresses=127.0.0.1",
                                "port=" + port,
                                "unix_socket_directories=",
                                "password_encryption=scram-sha-256",
                                "cluster_name=quorate",
                                // Contents are erasable and must not survive in a log: errors of
                                // statements go to the client alone, and no statement is logged.
                                "log_min_messages=log",
                                "log_min_error_statement=panic",
                                "log_checkpoints=off")
                        .map(setting -> "-c " + setting)
                        .collect(Collectors.joining(" "));
        return List.of(
                binaries.program("pg_ctl"),
                "start",
                "--silent",
                "--wait",
                "--timeout=" + START_LIMIT.toSeconds(),
                "-D",
                folder.data().toString(),
                "-o",
                settings);
    }

    private static int freePort() throws IOException {
        byte[] loopback = {127, 0, 0, 1};
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
            return socket.getLocalPort();
        }
    }

    /// Empty when the server ended, or did not come up in time.
    private static Optional<Server> await(
            DataFolder folder, int port, Process launcher, Progress progress)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long news = 1;
        while (true) {
            boolean launcherEnded = !launcher.isAlive();
            Optional<PostmasterPid> found = PostmasterPid.read(folder.postmasterPid());
            // The port tells our server from a file that its predecessor left behind.
            if (found.isPresent() && found.get().port() == port && found.get().accepts()) {
                return Optional.of(new Server(new PostgresProcess(found.get().pid()), port));
            }
            if (launcherEnded) {
                return Optional.empty();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (waited.compareTo(NEWS_EVERY.multipliedBy(news)) > 0) {
                progress.begins(
                        "PostgreSQL is still starting or recovering after "
                                + waited.toSeconds()
                                + " s");
                news++;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    // A recovery that takes longer than we wait would go on without us.
    private static void abandon(DataFolder folder, int port) throws IOException {
        Optional<PostmasterPid> found =
                PostmasterPid.read(folder.postmasterPid()).filter(file -> file.port() == port);
        try {
            if (found.isPresent()) {
                stop(new PostgresProcess(found.get().pid()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops in order; when that takes too long, at once, which costs the next start a recovery.
    ///
    /// @return whether the process has ended
    static boolean stop(PostgresProcess process) throws InterruptedException {
        process.stopFast();
        if (process.awaitEnd(STOP_FAST_LIMIT)) {
            return true;
        }
        process.stopNow();
        return process.awaitEnd(STOP_NOW_LIMIT);
    }
}
