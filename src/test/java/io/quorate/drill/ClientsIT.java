package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.host.store.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's callers and the example do what the README says, word for word.
class ClientsIT {
    private static final String PYTHON = "python3";

    @TempDir Path folder;

    @Test
    void theCallersOfTheReadmeGetADecision() throws Exception {
        try (Sidecar sidecar =
                Sidecar.serving(
                        TestPostgres.database(),
                        Map.of(
                                "QUORATE_POLICY",
                                "src/main/resources/policy/builtin-answers.yaml"))) {
            assertTrue(java(sidecar).contains("VERDICT_NO_CONSENSUS"), "no source was given");
            if (has("grpcurl", "-version")) {
                assertTrue(grpcurl(sidecar).contains("VERDICT_NO_CONSENSUS"));
            }
            assumeTrue(has(PYTHON, "--version"), "there is no " + PYTHON + " here");
            assertTrue(python(sidecar).contains("NO_CONSENSUS"));
        }
    }

    @Test
    void codeIsAcceptedOnceASecondModelAndTheTestsAcceptIt() throws Exception {
        assumeTrue(has(PYTHON, "--version"), "there is no " + PYTHON + " here");
        int reviewer = freePort();
        int tests = freePort();
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(
                policy,
                Files.readString(Path.of("src/example/policy.yaml"))
                        .replace(":8481/", ":" + reviewer + "/")
                        .replace(":8482/", ":" + tests + "/"));
        try (Sidecar sidecar =
                Sidecar.serving(
                        TestPostgres.database(), Map.of("QUORATE_POLICY", policy.toString()))) {
            String printed =
                    run(
                            PYTHON,
                            "src/example/generate_validate_test_accept.py",
                            sidecar.url(),
                            Integer.toString(reviewer),
                            Integer.toString(tests));
            List<String> lines = printed.lines().toList();
            assertTrue(lines.get(0).startsWith("attempt 1: REVISE"), printed);
            assertTrue(lines.get(1).contains("tests: The tests fail: AssertionError"), printed);
            assertTrue(lines.get(2).startsWith("attempt 2: REVISE"), printed);
            assertTrue(lines.get(3).contains("review: It calls eval"), printed);
            assertTrue(lines.get(4).startsWith("attempt 3: ACCEPT"), printed);
        }
    }

    private String python(Sidecar sidecar) throws Exception {
        Path script = folder.resolve("caller.py");
        Files.writeString(
                script,
                snippet("python")
                        + "\nprint(validate('Which?', 'This.', '%s', 20))\n"
                                .formatted(sidecar.url()));
        return run(PYTHON, script.toString());
    }

    private static String grpcurl(Sidecar sidecar) throws Exception {
        Matcher call =
                Pattern.compile("(?s)(grpcurl -plaintext.*?ValidationService/Validate)")
                        .matcher(Files.readString(Path.of("README.md")));
        assertTrue(call.find());
        String command = call.group(1).replace("8471", Integer.toString(sidecar.grpcPort()));
        return run("sh", "-c", command);
    }

    private String java(Sidecar sidecar) throws Exception {
        Path source = folder.resolve("Caller.java");
        Files.writeString(
                source,
                """
                import io.grpc.*;
                import io.quorate.edge.wire.v1.*;
                import java.util.*;
                import java.util.concurrent.TimeUnit;

                final class Caller {
                    public static void main(String[] arguments) {
                        String question = "Which?";
                        String answer = "This.";
                """
                        + snippet("java")
                                .replace("8471", Integer.toString(sidecar.grpcPort()))
                                .replace("withDeadlineAfter(3,", "withDeadlineAfter(20,")
                        + """
                                System.out.println(reply.getDecision().getOutcome());
                                channel.shutdownNow();
                            }
                        }
                        """);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classes = System.getProperty("java.class.path");
        assertEquals(
                0,
                compiler.run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        classes,
                        "-d",
                        folder.toString(),
                        source.toString()));
        return run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + ":" + classes,
                "Caller");
    }

    private static String snippet(String language) throws IOException {
        Matcher block =
                Pattern.compile("(?s)```" + language + "\n(.*?)```")
                        .matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find(), "the README has no snippet in " + language);
        return block.group(1);
    }

    private static String run(String... command) throws Exception {
        Path output = Files.createTempFile("caller", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertTrue(ended, () -> "it does not end; it printed:\n" + printed);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }

    private static boolean has(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
