package io.quorate.host.policyfile.schema;

import io.quorate.core.policy.PolicyProblem;
import io.quorate.host.policyfile.yaml.Position;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What was found while a file was read: problems, warnings, and where each value came from.
public final class Findings {

    /// A problem or warning and its place.
    public record Finding(Position at, PolicyProblem problem) {}

    /// Where a value came from.
    ///
    /// @param reading what was made of it, when it is not just what stands there
    public record Found(Position at, Optional<String> reading) {}

    private static final Comparator<Finding> IN_ORDER =
            Comparator.comparing(Finding::at).thenComparing(finding -> finding.problem().path());

    private final Set<Finding> problems = new LinkedHashSet<>();
    private final Set<Finding> warnings = new LinkedHashSet<>();
    private final Map<String, Position> places = new HashMap<>();
    private final Map<String, Found> values = new TreeMap<>();

    public void problem(Position at, String path, String reason, String remedy) {
        problems.add(new Finding(at, new PolicyProblem(path, reason, remedy)));
    }

    /// A problem whose place is found by its path; told only once for each path.
    public void problem(PolicyProblem problem) {
        boolean told =
                problems.stream().anyMatch(known -> known.problem().path().equals(problem.path()));
        if (!told) {
            problems.add(new Finding(place(problem.path()), problem));
        }
    }

    public void warning(String path, String reason, String remedy) {
        warnings.add(new Finding(place(path), new PolicyProblem(path, reason, remedy)));
    }

    /// Says that the value under a path is what stands at a place.
    public void value(String path, Position at) {
        values.put(path, new Found(at, Optional.empty()));
        place(path, at);
    }

    /// Says what was made of what stands at a place.
    public void reading(String path, Position at, String words) {
        values.put(path, new Found(at, Optional.of(words)));
        place(path, at);
    }

    void place(String path, Position at) {
        places.putIfAbsent(path, at);
    }

    /// Where a path, or else the nearest group around it, stands.
    public Position place(String path) {
        String around = path;
        while (!places.containsKey(around) && !around.isEmpty()) {
            around = around.substring(0, Math.max(0, around.lastIndexOf('.')));
        }
        return places.getOrDefault(around, Position.START);
    }

    public List<Finding> problems() {
        return problems.stream().sorted(IN_ORDER).toList();
    }

    public List<Finding> warnings() {
        return warnings.stream().sorted(IN_ORDER).toList();
    }

    public Map<String, Found> values() {
        return Map.copyOf(values);
    }
}
