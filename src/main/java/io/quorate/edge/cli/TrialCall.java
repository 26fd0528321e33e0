package io.quorate.edge.cli;

import io.quorate.core.audit.json.Fields;
import io.quorate.core.audit.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One trial in a running sidecar: asks for it over HTTP and reads the lines that it tells.
record TrialCall(String server, String what, List<Parameter> query) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;

    /// A part of the query.
    record Parameter(String name, String value) {
        String encoded() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /// Hears how far it is, once for each step.
    interface Progress {
        void told(long seen, long all);
    }

    /// What came of it.
    sealed interface End {
        /// @param svg a picture, of a sweep
        record Found(String text, Optional<String> svg) implements End {}

        record Failed(String reason) implements End {}
    }

    End send(byte[] body, Progress progress) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<Stream<String>> response =
                    client.send(request(body), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                return response.statusCode() == OK
                        ? read(lines.iterator(), progress)
                        : refused(lines.collect(Collectors.joining()));
            }
        } catch (IOException e) {
            return new End.Failed(server + " cannot be reached: " + e);
        } catch (IllegalArgumentException e) {
            return new End.Failed(server + " gives no answer of a sidecar: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new End.Failed("interrupted");
        }
    }

    private HttpRequest request(byte[] body) {
        String parameters = query.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(server + "/v1/policy/" + what + "?" + parameters))
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static End read(Iterator<String> lines, Progress progress) {
        long told = -1;
        while (lines.hasNext()) {
            Fields line = fields(lines.next());
            Optional<Fields> report = line.objectIfPresent("report");
            if (report.isPresent()) {
                return new End.Found(report.get().text("text"), report.get().textIfPresent("svg"));
            }
            Optional<Fields> problem = line.objectIfPresent("problem");
            if (problem.isPresent()) {
                return new End.Failed(problem.get().text("detail"));
            }
            Fields news = line.object("progress");
            if (news.whole("all") > 0 && news.whole("seen") != told) {
                told = news.whole("seen");
                progress.told(told, news.whole("all"));
            }
        }
        return new End.Failed("the sidecar hung up before it was done");
    }

    private static End refused(String body) {
        Fields problem = fields(body);
        String violations =
                problem.objectsIfPresent("violations").stream()
                        .map(each -> "\n  " + each.text("field") + " " + each.text("description"))
                        .collect(Collectors.joining());
        return new End.Failed(problem.text("detail") + violations);
    }

    private static Fields fields(String json) {
        return Fields.of(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
