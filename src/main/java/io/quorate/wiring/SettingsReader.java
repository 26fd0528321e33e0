package io.quorate.wiring;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.host.store.checkpoint.Witness;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads the settings from the environment, and every mistake in it at once, before anything
/// starts.
final class SettingsReader {
    private static final String HTTP_PORT = "QUARKUS_HTTP_PORT";
    private static final String GRPC_PORT = "QUARKUS_GRPC_SERVER_PORT";
    private static final String SPOOL_MIB_MAX = "QUORATE_SPOOL_MIB_MAX";
    private static final long SPOOL_MIB_LIMIT = 1_000_000_000;
    private static final int PORT_MAX = 65_535;
    private static final int OF_THE_ENVIRONMENT = 300;

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /// What came of reading.
    sealed interface Reading {
        record Read(Settings settings) implements Reading {}

        record Refused(List<String> problems) implements Reading {}
    }

    static Reading read(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    private Reading read() {
        Optional<Settings> mapped = mapped(environment).or(this::texts);
        mapped.ifPresent(this::check);
        Stream.of(HTTP_PORT, GRPC_PORT).forEach(this::port);
        samePort();
        return problems.isEmpty() && mapped.isPresent()
                ? new Reading.Read(mapped.get())
                : new Reading.Refused(problems);
    }

    /// Variables of ours that mean nothing, as Kubernetes sets them for a service of that name, are
    /// no mistake.
    private Optional<Settings> mapped(Map<String, String> from) {
        try {
            return Optional.of(
                    new SmallRyeConfigBuilder()
                            .withSources(new EnvConfigSource(from, OF_THE_ENVIRONMENT))
                            .withMapping(Settings.class)
                            .withMappingIgnore("quorate.**")
                            .build()
                            .getConfigMapping(Settings.class));
        } catch (ConfigValidationException e) {
            IntStream.range(0, e.getProblemCount())
                    .mapToObj(i -> e.getProblem(i).getMessage())
                    .forEach(problems::add);
            return Optional.empty();
        }
    }

    /// The settings without the number that was no number, so that whatever else is wrong is told
    /// as well.
    private Optional<Settings> texts() {
        Map<String, String> texts = new HashMap<>(environment);
        texts.remove(SPOOL_MIB_MAX);
        return mapped(texts);
    }

    private void check(Settings settings) {
        if (PolicyChoice.read(settings, environment) instanceof PolicyReading.Refused(var wrong)) {
            problems.add("the policy cannot be put in force:");
            wrong.stream().map(LocatedProblem::toString).forEach(problems::add);
        }
        Origins.problem(settings, environment).ifPresent(problems::add);
        long spool = settings.spoolMibMax().orElse(1);
        if (spool < 1 || spool > SPOOL_MIB_LIMIT) {
            problems.add(
                    "%s \"%d\" must be a whole number from 1 to %d"
                            .formatted(SPOOL_MIB_MAX, spool, SPOOL_MIB_LIMIT));
        }
        settings.witness()
                .filter(named -> !named.isBlank())
                .ifPresent(named -> {
                    if (Witness.read(named) instanceof Parsed.Malformed<?>(String reason)) {
                        problems.add(Signing.WITNESS + ": " + reason);
                    }
                });
    }

    private void port(String variable) {
        String value = environment.getOrDefault(variable, "").strip();
        if (!value.isEmpty()
                && (!value.matches("\\d{1,5}") || Integer.parseInt(value) > PORT_MAX)) {
            problems.add(
                    "%s \"%s\" must be a whole number from 0 to %d"
                            .formatted(variable, value, PORT_MAX));
        }
    }

    private void samePort() {
        String http = environment.getOrDefault(HTTP_PORT, "").strip();
        if (!http.isEmpty()
                && !http.equals("0")
                && http.equals(environment.getOrDefault(GRPC_PORT, "").strip())) {
            problems.add(
                    "%s and %s are both %s; each needs its own"
                            .formatted(HTTP_PORT, GRPC_PORT, http));
        }
    }
}
