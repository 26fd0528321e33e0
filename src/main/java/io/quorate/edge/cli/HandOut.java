package io.quorate.edge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.Json;
import io.quorate.core.audit.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A command that has a running sidecar hand out part of the log, and saves what comes.
///
/// The file has its name only when it is whole.
///
/// @param path where the sidecar takes the order
/// @param names what the order may say; each is an option too
/// @param hint what to do with the file
record HandOut(String usage, String path, Set<String> names, String hint) {
    /// `quorate export`: a bundle.
    static final HandOut EXPORT =
            new HandOut(
                    """
                    Usage: quorate export --out FILE --to TIME --operator WHO --reason WHY
                                          [--from TIME] [--origin LOG] [--server URL]
                                          [--service S] [--pool P] [--agent A] [--verdict V]
                                          [--policy_digest D] [--subject REF] [--fault_kind F]

                    Fetches the records of a span of time with what proves them, or the receipts of
                    the decisions that fit the conditions, as an archive that quorate verify checks.
                    The export is recorded in the log, with who ordered it.

                    Times are as in 2026-11-21T14:30:00Z. The server is http://127.0.0.1:8470 unless
                    you name another.
                    """,
                    "/v1/audit/bundles",
                    Set.of(
                            "from",
                            "to",
                            "origin",
                            "operator",
                            "reason",
                            "service",
                            "pool",
                            "agent",
                            "verdict",
                            "policy_digest",
                            "subject",
                            "fault_kind"),
                    "check it with quorate verify");

    /// `quorate incident`: what bears on an incident.
    static final HandOut INCIDENT =
            new HandOut(
                    """
                    Usage: quorate incident --out FILE --operator WHO --reason WHY
                                            (--decision_id ID | --from TIME --to TIME)
                                            [--server URL]

                    Fetches what bears on a decision, or everything of a span of time: records and
                    receipts with what proves them, each decision explained, policies, keys, and a
                    page to begin with, cover.md; as an archive that quorate verify checks. It is
                    recorded in the log, with who ordered it.

                    Times are as in 2026-11-21T14:30:00Z. The server is http://127.0.0.1:8470 unless
                    you name another.
                    """,
                    "/v1/audit/incident-packs",
                    Set.of("decision_id", "from", "to", "operator", "reason"),
                    "begin with cover.md; check it with quorate verify");

    /// `quorate report`: what a deployer has to know.
    static final HandOut REPORT =
            new HandOut(
                    """
                    Usage: quorate report --out FILE --to TIME --operator WHO --reason WHY
                                          [--from TIME] [--server URL]

                    Fetches the deployer's report of a span of time, in Markdown: use, human
                    oversight, and how well it went. It is recorded in the log, with who ordered it.

                    Times are as in 2026-11-21T14:30:00Z. The server is http://127.0.0.1:8470 unless
                    you name another.
                    """,
                    "/v1/audit/deployers-report",
                    Set.of("from", "to", "operator", "reason"),
                    "Markdown, for people");

    private static final int FINE = 0;
    private static final int USAGE_ERROR = 2;
    private static final int OK = 200;
    private static final int BUFFER = 1 << 16;
    private static final long TOLD_EVERY = 16L << 20;
    private static final String SERVER = "http://127.0.0.1:8470";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Set<String> LOCAL = Set.of("out", "server");

    /// Does it and returns the exit status.
    int run(List<String> words, Command.Surroundings in) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : "";
            if (!(names.contains(name) || LOCAL.contains(name))
                    || i + 1 == words.size()
                    || options.put(name, words.get(i + 1)) != null) {
                return told(in);
            }
        }
        return options.containsKey("out") ? fetch(options, in) : told(in);
    }

    private int told(Command.Surroundings in) {
        in.err().print(usage);
        return USAGE_ERROR;
    }

    private int fetch(Map<String, String> options, Command.Surroundings in) {
        PrintStream err = in.err();
        String server = options.getOrDefault("server", SERVER);
        Path file = Path.of(options.getOrDefault("out", ""));
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<InputStream> response =
                    client.send(
                            request(server, options), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    err.println(refusal(body.readAllBytes()));
                    return USAGE_ERROR;
                }
                response.headers()
                        .firstValue("Quorate-Records")
                        .ifPresent(records -> err.println(records + " records"));
                long bytes = save(body, file, err);
                in.out().printf("%s: %,d bytes; %s%n", file, bytes, hint);
                return FINE;
            }
        } catch (NotSaved e) {
            err.println(file + " cannot be written: " + e.getMessage());
            return USAGE_ERROR;
        } catch (IOException e) {
            err.println("nothing whole came from " + server + ": " + e);
            return USAGE_ERROR;
        } catch (IllegalArgumentException e) {
            err.println(server + " gives no answer of a sidecar: " + e.getMessage());
            return USAGE_ERROR;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("interrupted");
            return USAGE_ERROR;
        }
    }

    private HttpRequest request(String server, Map<String, String> options) {
        Map<String, Json> body = new HashMap<>();
        options.forEach((name, value) -> {
            if (!LOCAL.contains(name)) {
                body.put(name, Json.of(value));
            }
        });
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofByteArray(
                                new CanonicalJson().write(Json.of(body))))
                .build();
    }

    /// The file cannot be written, whatever the server gives.
    private static final class NotSaved extends IOException {
        private static final long serialVersionUID = 1L;

        NotSaved(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /// A write to the disk, told apart from what goes wrong with the server.
    private interface Writing {
        void write() throws IOException;
    }

    private static void saving(Writing writing) throws NotSaved {
        try {
            writing.write();
        } catch (IOException e) {
            throw new NotSaved(e);
        }
    }

    private static OutputStream opened(Path part) throws NotSaved {
        try {
            return Files.newOutputStream(part);
        } catch (IOException e) {
            throw new NotSaved(e);
        }
    }

    private static long save(InputStream body, Path file, PrintStream err) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long bytes = 0;
        try {
            try (OutputStream to = opened(part)) {
                byte[] buffer = new byte[BUFFER];
                long told = 0;
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    int length = read;
                    saving(() -> to.write(buffer, 0, length));
                    bytes += read;
                    if (bytes - told >= TOLD_EVERY) {
                        told = bytes;
                        err.printf("%,d bytes%n", bytes);
                    }
                }
            }
            saving(() -> Files.move(part, file, StandardCopyOption.REPLACE_EXISTING));
        } finally {
            Files.deleteIfExists(part);
        }
        return bytes;
    }

    private static String refusal(byte[] problem) {
        Fields fields = Fields.of(JsonReader.read(problem));
        Optional<String> detail = fields.textIfPresent("detail");
        return detail.orElse(new String(problem, UTF_8))
                + fields.objectsIfPresent("violations").stream()
                        .map(each -> "\n  " + each.text("field") + " " + each.text("description"))
                        .collect(Collectors.joining());
    }
}
