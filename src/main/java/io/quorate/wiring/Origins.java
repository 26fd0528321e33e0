package io.quorate.wiring;

import io.quorate.core.protocol.Identifier;
import io.quorate.core.protocol.Origin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Which logs this sidecar may write: those that are named, else one named after the host.
final class Origins {
    static final String VARIABLE = "QUORATE_ORIGIN";

    private Origins() {}

    /// In the order of preference; the first that no other sidecar writes is taken.
    static List<Origin> candidates(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isBlank()) {
            return List.of(new Origin(hostName(environment)));
        }
        return Arrays.stream(named.split(",", -1)).map(String::strip).map(Origins::origin).toList();
    }

    private static Origin origin(String name) {
        Identifier.problem(name)
                .ifPresent(
                        problem -> {
                            throw new StartStopped(VARIABLE + " \"" + name + "\" " + problem);
                        });
        return new Origin(name);
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
