package io.quorate.core.policy.reading;

import io.quorate.core.policy.PolicyProblem;

/// A problem or warning with the place that it is about.
///
/// @param file as the reader was given it
/// @param line counted from one; 0 when the file as a whole is meant
/// @param column counted from one, in characters; 0 when the file as a whole is meant
public record LocatedProblem(String file, int line, int column, PolicyProblem problem) {

    /// A problem of the file as a whole.
    public static LocatedProblem ofFile(String file, String reason, String remedy) {
        return new LocatedProblem(file, 0, 0, new PolicyProblem("", reason, remedy));
    }

    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + problem;
    }
}
