package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyPath;
import io.quorate.core.policy.PolicyProblem;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.reading.EffectiveValue;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import io.quorate.core.policy.reading.ValueOrigin;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.PoolId;
import io.quorate.host.policyfile.schema.Findings;
import io.quorate.host.policyfile.schema.Findings.Finding;
import io.quorate.host.policyfile.schema.Section;
import io.quorate.host.policyfile.yaml.YamlProblem;
import io.quorate.host.policyfile.yaml.YamlReader;
import io.quorate.host.policyfile.yaml.YamlResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The files of canaries that a policy names, beside the policy's own file where a path is
/// relative. A policy is as good as its canaries: with a mistake in them it is refused.
final class CanaryFiles {
    /// With fewer, agents know them all soon, and little is learnt.
    private static final int ENOUGH = 100;

    private final Path policy;
    private final Loaded loaded;
    private final List<LocatedProblem> problems = new ArrayList<>();
    private final List<LocatedProblem> warnings = new ArrayList<>();

    private CanaryFiles(Path policy, Loaded loaded) {
        this.policy = policy;
        this.loaded = loaded;
        warnings.addAll(loaded.warnings());
    }

    /// The same policy with its canaries, or what is wrong with these.
    static PolicyReading complete(Path policy, Loaded loaded) {
        return new CanaryFiles(policy, loaded).read();
    }

    /// What tells the files as they are now from what they were.
    static String words(Path policy, Loaded loaded) {
        return files(policy, loaded).stream()
                .map(file -> file + " " + state(file))
                .collect(Collectors.joining("\n"));
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static List<Path> files(Path policy, Loaded loaded) {
        return loaded.policy().pools().values().stream()
                .flatMap(pool -> pool.canaries().file().stream())
                .map(file -> policy.toAbsolutePath().resolveSibling(file))
                .distinct()
                .toList();
    }

    private PolicyReading read() {
        Map<Path, List<CanaryKeys.Filed>> files = new HashMap<>();
        SortedMap<PoolId, List<Canary>> canaries = new TreeMap<>();
        for (PoolPolicy pool : loaded.policy().pools().values()) {
            pool.canaries()
                    .file()
                    .map(name -> policy.toAbsolutePath().resolveSibling(name))
                    .ifPresent(file -> {
                        List<Canary> ofPool =
                                files.computeIfAbsent(file, path -> read(pool, path)).stream()
                                        .filter(filed -> filed.isFor(pool.id()))
                                        .map(CanaryKeys.Filed::canary)
                                        .toList();
                        canaries.put(pool.id(), ofPool);
                        warn(pool, ofPool.size());
                    });
        }
        return problems.isEmpty()
                ? loaded.with(canaries, warnings)
                : new PolicyReading.Refused(problems);
    }

    private void warn(PoolPolicy pool, int canaries) {
        if (problems.isEmpty() && canaries < ENOUGH) {
            warnings.add(
                    atKey(
                            pool,
                            "has " + canaries + " for the pool",
                            "give at least " + ENOUGH + "; an agent is shown each one rarely"));
        }
    }

    private List<CanaryKeys.Filed> read(PoolPolicy pool, Path file) {
        return switch (PolicyBytes.read(file)) {
            case PolicyBytes.Unreadable(LocatedProblem problem) -> {
                problems.add(
                        atKey(
                                pool,
                                "names " + file + ", which " + problem.problem().reason(),
                                "name a file of canaries that can be read"));
                yield List.of();
            }
            case PolicyBytes.Content(Path found, byte[] bytes) ->
                    switch (YamlReader.read(bytes)) {
                        case YamlResult.Broken(List<YamlProblem> broken) -> {
                            broken.forEach(each -> problems.add(located(found, each)));
                            yield List.of();
                        }
                        case YamlResult.Tree(var root) -> {
                            Findings findings = new Findings();
                            List<CanaryKeys.Filed> filed =
                                    CanaryKeys.read(
                                            Section.file(findings, CanaryKeys.FILE, root),
                                            loaded.policy().pools().keySet());
                            findings.problems().forEach(each -> problems.add(located(found, each)));
                            yield filed;
                        }
                    };
        };
    }

    /// Where the policy names the file.
    private LocatedProblem atKey(PoolPolicy pool, String reason, String remedy) {
        String path =
                "consensus.agent_pools." + PolicyPath.segment(pool.id().value()) + ".canaries.file";
        PolicyProblem problem = new PolicyProblem(path, reason, remedy);
        return loaded.effective().stream()
                .filter(value -> value.path().equals(path))
                .map(EffectiveValue::origin)
                .filter(ValueOrigin.InFile.class::isInstance)
                .map(ValueOrigin.InFile.class::cast)
                .findFirst()
                .map(at -> new LocatedProblem(at.file(), at.line(), at.column(), problem))
                .orElseGet(() -> new LocatedProblem(policy.toString(), 0, 0, problem));
    }

    private static LocatedProblem located(Path file, Finding finding) {
        return new LocatedProblem(
                file.toString(), finding.at().line(), finding.at().column(), finding.problem());
    }

    private static LocatedProblem located(Path file, YamlProblem problem) {
        return new LocatedProblem(
                file.toString(),
                problem.at().line(),
                problem.at().column(),
                new PolicyProblem(problem.path(), problem.reason(), problem.remedy()));
    }
}
