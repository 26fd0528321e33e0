package io.quorate.wiring;

import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.Origin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which logs this sidecar may write: those that are named, else one named after the host.
final class Origins {
    static final String VARIABLE = "QUORATE_ORIGIN";

    private Origins() {}

    /// In the order of preference; the first that no other sidecar writes is taken.
    static List<Origin> candidates(Settings settings, Map<String, String> environment) {
        return names(settings, environment).map(Origin::new).toList();
    }

    /// What is wrong with their names.
    static Optional<String> problem(Settings settings, Map<String, String> environment) {
        return names(settings, environment)
                .flatMap(name ->
                        Identifier.problem(name)
                                .map(problem -> VARIABLE + " \"" + name + "\" " + problem)
                                .stream())
                .findFirst();
    }

    private static Stream<String> names(Settings settings, Map<String, String> environment) {
        return settings.origin()
                .filter(named -> !named.isBlank())
                .map(named -> Arrays.stream(named.split(",", -1)).map(String::strip))
                .orElseGet(() -> Stream.of(hostName(environment)));
    }

    private static String hostName(Map<String, String> environment) {
        String told = environment.getOrDefault("HOSTNAME", "");
        if (!told.isBlank()) {
            return told;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
