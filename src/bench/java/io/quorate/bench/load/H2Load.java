package io.quorate.bench.load;

import io.quorate.bench.Options;
import io.quorate.bench.bed.Executable;
import io.quorate.bench.bed.Pools;
import io.quorate.bench.bed.Postgres;
import io.quorate.bench.bed.Scratch;
import io.quorate.bench.bed.Site;
import io.quorate.bench.report.Result;
import io.quorate.bench.report.Results;
import io.quorate.edge.wire.v1.DecideRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has h2load, an HTTP/2 load generator that knows nothing of gRPC, call packaged sidecars.
public final class H2Load {
    private static final String HELP =
            """
            h2load [OPTION VALUE ...]

              Has h2load (of nghttp2) keep calls with seven votes in flight. It sends the same bytes
              over and over, so it calls Decide through a method that draws a request id for each:
              only what -Pbench has packaged can be measured.

              --durability LIST  of committed, spooled, best_effort; committed,best_effort
              --in-flight N      64
              --connections N    4
              --seconds N        10
              --warm-up N        5
              --executable LIST  jars or binaries; those under target/
              --database URL     an empty database, as jdbc:postgresql://HOST/NAME?user=OWNER
            """;

    private static final int VOTES = 7;

    /// An answer on seven votes has more.
    private static final int ANSWER_BYTES_MIN = 800;

    private final Options options;
    private final Postgres postgres;
    private final Results results;
    private final Path folder;

    private H2Load(Options options, Postgres postgres, Results results, Path folder) {
        this.options = options;
        this.postgres = postgres;
        this.results = results;
        this.folder = folder;
    }

    public static void main(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return;
        }
        Options options = read.get();
        String version = version();
        try (Scratch scratch = Scratch.create();
                Postgres postgres = Postgres.of(options, scratch.folder("postgres"))) {
            Results results =
                    Results.begin(
                            "h2load", Map.of("postgresql", postgres.version(), "h2load", version));
            Path folder = Files.createDirectories(scratch.folder("sidecar"));
            for (Executable executable : Executable.of(options)) {
                new H2Load(options, postgres, results, folder).run(executable);
            }
        }
    }

    private static String version() throws InterruptedException {
        try {
            return said(List.of("h2load", "--version")).strip();
        } catch (IOException _) {
            throw new IllegalStateException(
                    "h2load is not on the PATH; Debian and Ubuntu: apt-get install nghttp2-client");
        }
    }

    private void run(Executable executable) throws Exception {
        List<String> durabilities = options.list("durability", "committed,best_effort");
        try (Site site = Site.start(executable, postgres, folder, durabilities, VOTES)) {
            if (!Rehearsal.decide(site, Pools.given(durabilities.getFirst()))) {
                return;
            }
            Result result = Result.of("no-op").where("executable", executable.name());
            measure(site, result, "Answer", durabilities.getFirst());
            for (String durability : durabilities) {
                measure(
                        site,
                        Result.of("Decide")
                                .where("executable", executable.name())
                                .where("durability", durability),
                        "DecideAnew",
                        durability);
            }
        }
    }

    private void measure(Site site, Result result, String method, String durability)
            throws Exception {
        Path body = folder.resolve("body");
        Path log = folder.resolve("calls.tsv");
        Files.write(body, framed(Calls.decision(Pools.given(durability), VOTES, 0)));
        int inFlight = options.number("in-flight", 64);
        int connections = options.number("connections", 4);
        long before = Commits.last(postgres, site.origin());
        String said =
                said(
                        List.of(
                                "h2load",
                                "--clients=" + connections,
                                "--max-concurrent-streams=" + inFlight / connections,
                                "--duration=" + options.number("seconds", 10),
                                "--warm-up-time=" + options.number("warm-up", 5),
                                "--header=content-type: application/grpc",
                                "--header=te: trailers",
                                "--data=" + body,
                                "--log-file=" + log,
                                "http://127.0.0.1:%d/%s%s"
                                        .formatted(
                                                site.sidecar().grpcPort(),
                                                Calls.YARDSTICK,
                                                method)));
        requireAnswers(said);
        Result told =
                latencies(
                        log,
                        result.where("in flight", inFlight)
                                .with("per_s", number(said, "([\\d.]+) req/s")));
        if (durability.equals("committed") && method.equals("DecideAnew")) {
            Commits commits = Commits.since(postgres, site.origin(), before);
            told =
                    told.with("commits_per_decision", commits.perDecision())
                            .with("recorded", commits.decisions());
        }
        results.add(told);
    }

    /// As gRPC frames a message: not compressed, and how long it is.
    private static byte[] framed(DecideRequest request) {
        byte[] message = request.toByteArray();
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /// The number that stands there in what h2load said.
    private static double number(String said, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(said);
        if (!matcher.find()) {
            throw new IOException(said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /// h2load does not read what gRPC says of a call: a refusal is HTTP 200 without an answer.
    private static void requireAnswers(String said) throws IOException {
        double bytes = number(said, "\\((\\d+)\\) data") / number(said, "(\\d+) done");
        if (bytes < ANSWER_BYTES_MIN) {
            throw new IOException("there were calls without an answer:\n" + said);
        }
    }

    /// A line for each call: when it began, its HTTP status, how many microseconds it took.
    private static Result latencies(Path log, Result result) throws IOException {
        long[] micros;
        long failed;
        try (var lines = Files.lines(log)) {
            List<String[]> calls = lines.map(line -> line.split("\t")).toList();
            failed = calls.stream().filter(call -> !call[1].equals("200")).count();
            micros = calls.stream().mapToLong(call -> Long.parseLong(call[2])).sorted().toArray();
        }
        Files.delete(log);
        return result.with("p50_ms", micros[micros.length / 2] / 1e3)
                .with("p99_ms", micros[(int) (micros.length * 0.99)] / 1e3)
                .with("max_ms", micros[micros.length - 1] / 1e3)
                .with("failed", failed);
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }
}
