package io.quorate.host.policyfile.yaml;

import java.util.List;

/// What came of reading a file.
public sealed interface YamlResult {
    /// A tree without a doubt about it.
    record Tree(YamlNode root) implements YamlResult {}

    /// Problems, at least one, in the order of their places.
    record Broken(List<YamlProblem> problems) implements YamlResult {
        public Broken {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a broken file has a problem");
            }
        }
    }
}
