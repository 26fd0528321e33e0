package io.quorate.core.policy.reading;

import io.quorate.core.policy.Policy;
import java.util.List;

/// What came of reading a policy.
public sealed interface PolicyReading {

    /// A policy that may be put in force.
    ///
    /// @param effective every setting with its value and origin, in the order of the keys
    /// @param warnings what is allowed but probably not meant
    /// @param text the file as it was read
    record Loaded(
            Policy policy,
            List<EffectiveValue> effective,
            List<LocatedProblem> warnings,
            String text)
            implements PolicyReading {
        public Loaded {
            effective = List.copyOf(effective);
            warnings = List.copyOf(warnings);
        }
    }

    /// Problems, at least one, in the order of their places.
    record Refused(List<LocatedProblem> problems) implements PolicyReading {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a problem");
            }
        }
    }
}
