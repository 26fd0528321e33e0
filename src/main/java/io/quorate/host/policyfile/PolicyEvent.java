package io.quorate.host.policyfile;

import io.quorate.core.policy.PolicyDifference;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading.Loaded;
import java.util.List;

/// Something that happened to the file of a policy in force.
public sealed interface PolicyEvent {

    /// There is a new policy to put in force.
    ///
    /// @param difference empty when only spelling, order or comments changed
    record Replaced(Loaded before, Loaded after, PolicyDifference difference)
            implements PolicyEvent {}

    /// The file has changed and cannot be used; the old policy stays.
    record Rejected(List<LocatedProblem> problems) implements PolicyEvent {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// The file is gone or cannot be read; the old policy stays.
    record Vanished(LocatedProblem problem) implements PolicyEvent {}

    /// A file that was gone or rejected is again what is in force.
    record Returned(Loaded current) implements PolicyEvent {}
}
