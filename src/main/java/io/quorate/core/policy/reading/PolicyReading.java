package io.quorate.core.policy.reading;

import io.quorate.core.policy.Policy;
import io.quorate.core.protocol.Canary;
import io.quorate.core.protocol.PoolId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came of reading a policy.
public sealed interface PolicyReading {

    /// A policy that may be put in force.
    ///
    /// @param effective every setting with its value and origin, in the order of the keys
    /// @param warnings what is allowed but probably not meant
    /// @param text the file as it was read
    /// @param canaries those of the files that pools name; none where only a text was read
    record Loaded(
            Policy policy,
            List<EffectiveValue> effective,
            List<LocatedProblem> warnings,
            String text,
            SortedMap<PoolId, List<Canary>> canaries)
            implements PolicyReading {
        public Loaded {
            effective = List.copyOf(effective);
            warnings = List.copyOf(warnings);
            canaries = Collections.unmodifiableSortedMap(new TreeMap<>(canaries));
        }

        /// The same with the canaries that it names, and all warnings.
        public Loaded with(
                SortedMap<PoolId, List<Canary>> others, List<LocatedProblem> allWarnings) {
            return new Loaded(policy, effective, allWarnings, text, others);
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
