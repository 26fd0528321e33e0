package io.quorate.core.policy.reading;

/// Where a value of the effective policy came from.
public sealed interface ValueOrigin {
    ValueOrigin DEFAULT = new Default();

    /// Nobody said anything else.
    record Default() implements ValueOrigin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /// It stands there.
    record InFile(String file, int line, int column) implements ValueOrigin {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /// It was made of something else that stands there.
    ///
    /// @param words of what, and by which rule
    record ReadFrom(String file, int line, int column, String words) implements ValueOrigin {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + " (" + words + ")";
        }
    }

    /// A variable of the environment.
    record Environment(String variable) implements ValueOrigin {
        @Override
        public String toString() {
            return "environment " + variable;
        }
    }
}
