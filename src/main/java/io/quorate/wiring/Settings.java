package io.quorate.wiring;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.host.store.checkpoint.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the environment asks for. Every mistake in it is told at once, before anything starts.
final class Settings {
    private static final String HTTP_PORT = "QUARKUS_HTTP_PORT";
    private static final String GRPC_PORT = "QUARKUS_GRPC_SERVER_PORT";
    private static final int PORT_MAX = 65_535;

    private Settings() {}

    static List<String> problems(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        if (PolicyChoice.read(environment) instanceof PolicyReading.Refused(var mistakes)) {
            problems.add("the policy cannot be put in force:");
            mistakes.stream().map(LocatedProblem::toString).forEach(problems::add);
        }
        Origins.problem(environment).ifPresent(problems::add);
        Stream.of(HTTP_PORT, GRPC_PORT)
                .flatMap(variable -> port(variable, environment).stream())
                .forEach(problems::add);
        samePort(environment).ifPresent(problems::add);
        witness(environment).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> port(String variable, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "").strip();
        return value.isEmpty() || (value.matches("\\d{1,5}") && Integer.parseInt(value) <= PORT_MAX)
                ? Optional.empty()
                : Optional.of(
                        "%s \"%s\" must be a whole number from 0 to %d"
                                .formatted(variable, value, PORT_MAX));
    }

    private static Optional<String> samePort(Map<String, String> environment) {
        String http = environment.getOrDefault(HTTP_PORT, "").strip();
        return !http.isEmpty()
                        && !http.equals("0")
                        && http.equals(environment.getOrDefault(GRPC_PORT, "").strip())
                ? Optional.of(
                        "%s and %s are both %s; each needs its own"
                                .formatted(HTTP_PORT, GRPC_PORT, http))
                : Optional.empty();
    }

    private static Optional<String> witness(Map<String, String> environment) {
        String named = environment.getOrDefault(Signing.WITNESS, "");
        return !named.isBlank() && Witness.read(named) instanceof Parsed.Malformed<?>(String reason)
                ? Optional.of(Signing.WITNESS + ": " + reason)
                : Optional.empty();
    }
}
