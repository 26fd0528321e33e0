package io.quorate.engine.policy;

import io.quorate.core.policy.reading.PolicyReading;

/// Reads the text of a policy.
@FunctionalInterface
public interface PolicyReader {
    /// MUST NOT block, and MUST give every problem of any bytes at all.
    ///
    /// @param name what the text is called in its problems
    PolicyReading read(String name, byte[] text);
}
