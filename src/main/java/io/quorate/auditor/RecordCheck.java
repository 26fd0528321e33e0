package io.quorate.auditor;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A check of what the records say, one after the other.
public interface RecordCheck {
    /// The members of a record's JSON that it wants to see.
    Set<String> fields();

    /// Sees the next record.
    ///
    /// @param fields those of the wanted members that it has: String, Long, Double, Boolean, List,
    ///   Map
    void record(long index, Map<String, Object> fields, Consumer<Finding> findings);

    /// Sees that there are no more.
    ///
    /// @param notes what is no defect but worth saying
    void end(Consumer<Finding> findings, Consumer<String> notes);
}
