package io.quorate.host.policyfile;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PolicyProblem;
import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.ValueOrigin;
import io.quorate.engine.policy.PolicyReader;
import io.quorate.host.policyfile.schema.Findings;
import io.quorate.host.policyfile.schema.Findings.Finding;
import io.quorate.host.policyfile.schema.Findings.Found;
import io.quorate.host.policyfile.schema.Section;
import io.quorate.host.policyfile.yaml.Position;
import io.quorate.host.policyfile.yaml.YamlNode;
import io.quorate.host.policyfile.yaml.YamlProblem;
import io.quorate.host.policyfile.yaml.YamlReader;
import io.quorate.host.policyfile.yaml.YamlResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Reads policies from YAML.
///
/// Has no state; every method may be called from any thread.
public final class PolicyFile implements PolicyReader {
    private static final String SAMPLE = "/policy/sample.yaml";
    private static final int PROBLEMS_MAX = 100;

    private final Predicate<String> secretIsSet;

    /// @param secretIsSet whether a variable of the environment, by its name, holds a secret
    public PolicyFile(Predicate<String> secretIsSet) {
        this.secretIsSet = secretIsSet;
    }

    /// Reads a file, or the only YAML file in a folder, with the canaries that it names.
    public PolicyReading load(Path path) {
        return switch (PolicyBytes.read(path)) {
            case PolicyBytes.Content content -> load(content);
            case PolicyBytes.Unreadable(LocatedProblem problem) ->
                    new PolicyReading.Refused(List.of(problem));
        };
    }

    PolicyReading load(PolicyBytes.Content content) {
        return switch (read(content.file().toString(), content.bytes())) {
            case PolicyReading.Refused refused -> refused;
            case PolicyReading.Loaded loaded -> CanaryFiles.complete(content.file(), loaded);
        };
    }

    /// Reads the sample that is part of the sidecar.
    public PolicyReading sample() {
        try (InputStream in = PolicyFile.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new IllegalStateException(SAMPLE + " is not part of this build");
            }
            return read("sample.yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(SAMPLE + " cannot be read", e);
        }
    }

    /// Reads a policy that somebody holds in their hands, under the name it is to have in problems.
    @Override
    public PolicyReading read(String name, byte[] bytes) {
        return switch (YamlReader.read(bytes)) {
            case YamlResult.Broken(List<YamlProblem> problems) ->
                    refused(problems.stream().map(problem -> located(name, problem)).toList());
            case YamlResult.Tree(YamlNode root) -> read(name, bytes, root);
        };
    }

    private PolicyReading read(String name, byte[] bytes, YamlNode root) {
        Findings findings = new Findings();
        Secrets secrets = new Secrets(secretIsSet);
        Section file = Section.file(findings, PolicyKeys.FILE, root);
        Optional<Policy> policy = PolicyKeys.read(file, secrets);
        List<LocatedProblem> problems =
                findings.problems().stream().map(problem -> located(name, problem)).toList();
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        return new PolicyReading.Loaded(
                policy.orElseThrow(() -> new IllegalStateException("no policy and no problem")),
                effective(name, policy.get(), findings.values(), secrets),
                findings.warnings().stream().map(warning -> located(name, warning)).toList(),
                new String(bytes, StandardCharsets.UTF_8),
                new TreeMap<>());
    }

    private static PolicyReading refused(List<LocatedProblem> problems) {
        if (problems.size() <= PROBLEMS_MAX) {
            return new PolicyReading.Refused(problems);
        }
        List<LocatedProblem> shown = new ArrayList<>(problems.subList(0, PROBLEMS_MAX));
        LocatedProblem next = problems.get(PROBLEMS_MAX);
        shown.add(
                new LocatedProblem(
                        next.file(),
                        next.line(),
                        next.column(),
                        new PolicyProblem(
                                "",
                                "begins the rest of " + problems.size() + " problems",
                                "correct those above first")));
        return new PolicyReading.Refused(shown);
    }

    private static List<EffectiveValue> effective(
            String name, Policy policy, Map<String, Found> values, Secrets secrets) {
        List<EffectiveValue> effective = new ArrayList<>(secrets.seen());
        policy.outline()
                .forEach((path, value) ->
                        effective.add(
                                new EffectiveValue(
                                        path,
                                        value,
                                        origin(name, Optional.ofNullable(values.get(path))))));
        effective.sort(Comparator.comparing(EffectiveValue::path));
        return effective;
    }

    private static ValueOrigin origin(String name, Optional<Found> found) {
        if (found.isEmpty()) {
            return ValueOrigin.DEFAULT;
        }
        Position at = found.get().at();
        return found.get()
                .reading()
                .<ValueOrigin>map(
                        words -> new ValueOrigin.ReadFrom(name, at.line(), at.column(), words))
                .orElseGet(() -> new ValueOrigin.InFile(name, at.line(), at.column()));
    }

    private static LocatedProblem located(String name, Finding finding) {
        return new LocatedProblem(
                name, finding.at().line(), finding.at().column(), finding.problem());
    }

    private static LocatedProblem located(String name, YamlProblem problem) {
        return new LocatedProblem(
                name,
                problem.at().line(),
                problem.at().column(),
                new PolicyProblem(problem.path(), problem.reason(), problem.remedy()));
    }
}
