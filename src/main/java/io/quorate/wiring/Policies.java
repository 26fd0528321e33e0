package io.quorate.wiring;

import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.host.policyfile.PolicyFile;
import java.nio.file.Path;
import java.util.Map;

/// Which policy the sidecar starts with: the one that is named, else the sample.
final class Policies {
    static final String VARIABLE = "QUORATE_POLICY";

    private Policies() {}

    static PolicyReading read(Map<String, String> environment) {
        PolicyFile file = new PolicyFile(name -> !environment.getOrDefault(name, "").isBlank());
        String path = path(environment);
        return path.isEmpty() ? file.sample() : file.load(Path.of(path));
    }

    /// Where the policy comes from, for people.
    static String description(Map<String, String> environment) {
        String path = path(environment);
        return path.isEmpty()
                ? "the sample (name your own with " + VARIABLE + ")"
                : Path.of(path).toAbsolutePath().toString();
    }

    private static String path(Map<String, String> environment) {
        return environment.getOrDefault(VARIABLE, "").strip();
    }
}
