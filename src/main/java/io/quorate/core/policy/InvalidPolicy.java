package io.quorate.core.policy;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown by the constructor of a policy value that would break a rule; tells every problem found.
///
/// Paths are relative to the value, so that whoever builds it can say where it was written.
public final class InvalidPolicy extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    public InvalidPolicy(List<PolicyProblem> problems) {
        super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public InvalidPolicy(PolicyProblem problem) {
        this(List.of(problem));
    }

    public List<PolicyProblem> problems() {
        return problems;
    }

    static void throwIfAny(List<PolicyProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidPolicy(problems);
        }
    }
}
