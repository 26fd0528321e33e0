package io.quorate.drill;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.quorate.host.store.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged sidecar as a process of its own: the jar, or the native binary where that was
/// built.
public final class Sidecar implements AutoCloseable {
    /// The pool of the sample policy, and who sits in it.
    static final String POOL = "facts";

    static final List<String> AGENTS = List.of("alice", "bob", "carol", "dave");

    private static final Path EXECUTABLE =
            Path.of(System.getProperty("sidecar.executable", "target/quarkus-app/quarkus-run.jar"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int httpPort;
    private final int grpcPort;

    private Sidecar(Process process, Path output, int httpPort, int grpcPort) {
        this.process = process;
        this.output = output;
        this.httpPort = httpPort;
        this.grpcPort = grpcPort;
    }

    static boolean isNative() {
        return !EXECUTABLE.toString().endsWith(".jar");
    }

    /// Starts one on that database and waits until it serves.
    ///
    /// @param settings more of its environment
    static Sidecar serving(TestPostgres.Database database, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(using(database));
        environment.putAll(settings);
        Sidecar sidecar = launch(environment);
        sidecar.awaitReady();
        return sidecar;
    }

    /// The environment of a sidecar on that database: what the application and the tables' owner
    /// log in as, and the name of its log.
    static Map<String, String> using(TestPostgres.Database database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.url().replaceFirst("\\?.*", ""),
                "QUARKUS_DATASOURCE_USERNAME",
                TestPostgres.APPLICATION,
                "QUARKUS_FLYWAY_USERNAME",
                TestPostgres.OWNER,
                "QUARKUS_FLYWAY_PASSWORD",
                "not asked for",
                "QUORATE_ORIGIN",
                "drill");
    }

    /// Starts one with this environment and nothing else of this process' own.
    static Sidecar launch(Map<String, String> settings) {
        return launch(EXECUTABLE, settings);
    }

    /// Starts this jar or binary with this environment, and waits for nothing.
    public static Sidecar launch(Path executable, Map<String, String> settings) {
        int httpPort = freePort();
        int grpcPort = freePort();
        try {
            Path output = Files.createTempFile("sidecar", ".log");
            ProcessBuilder builder = new ProcessBuilder(command(executable));
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.matches("(QUORATE|QUARKUS|XDG)_.*"));
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
            environment.put("QUARKUS_GRPC_SERVER_PORT", Integer.toString(grpcPort));
            environment.putAll(settings);
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            return new Sidecar(process, output, httpPort, grpcPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a command of the same program that serves nothing.
    static Process command(List<String> words, Path output) throws IOException {
        List<String> command = command(EXECUTABLE);
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static List<String> command(Path executable) {
        List<String> command = new ArrayList<>();
        if (executable.toString().endsWith(".jar")) {
            command.addAll(
                    List.of(ProcessHandle.current().info().command().orElse("java"), "-jar"));
        }
        command.add(executable.toString());
        return command;
    }

    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    int httpPort() {
        return httpPort;
    }

    public int grpcPort() {
        return grpcPort;
    }

    public long pid() {
        return process.pid();
    }

    /// A new channel; whoever asks for it shuts it down.
    public ManagedChannel channel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", grpcPort).usePlaintext().build();
    }

    /// What it has printed so far.
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks it to stop, as Kubernetes and Ctrl-C do.
    public void terminate() {
        process.destroy();
    }

    /// Ends it without its knowing.
    void kill() {
        process.destroyForcibly();
    }

    /// The exit status, once it has ended by itself or by a signal.
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
        awaitExit();
    }

    /// Waits until it serves.
    public void awaitReady() {
        long begun = System.nanoTime();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                kill();
                throw new AssertionError("it does not serve; it printed:\n" + output());
            }
            pause();
        }
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready")).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
