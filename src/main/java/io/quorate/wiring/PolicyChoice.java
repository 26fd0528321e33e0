package io.quorate.wiring;

import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.host.policyfile.PolicyFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Which policy the sidecar starts with: the one that is named, else the sample.
final class PolicyChoice {
    static final String VARIABLE = "QUORATE_POLICY";

    private PolicyChoice() {}

    static PolicyReading read(Settings settings, Map<String, String> environment) {
        PolicyFile reader = reader(environment);
        return file(settings).map(reader::load).orElseGet(reader::sample);
    }

    /// Reads policies whose secrets are variables of the environment.
    static PolicyFile reader(Map<String, String> environment) {
        return new PolicyFile(name -> !environment.getOrDefault(name, "").isBlank());
    }

    /// The file that is named; empty for the sample.
    static Optional<Path> file(Settings settings) {
        return settings.policy()
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(path -> Path.of(path).toAbsolutePath());
    }

    /// Where the policy comes from, for people.
    static String description(Settings settings) {
        return file(settings)
                .map(Path::toString)
                .orElse("the sample (name your own with " + VARIABLE + ")");
    }
}
