package io.quorate.engine.draft;

import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Verdict;
import io.quorate.engine.trail.Order;
import java.time.Instant;
import java.util.List;

/// A question to the log as it came; an empty text stands for one that was left out.
///
/// @param pageSize 0 for the usual one
public record QueryDraft(
        Names names,
        Field<Instant> from,
        Field<Instant> to,
        Field<Order> order,
        Filter filter,
        List<String> kinds,
        int pageSize,
        String cursor) {

    /// What decisions have to have.
    public record Filter(
            String service,
            String pool,
            String agent,
            Field<Verdict> verdict,
            Field<Digest> policy,
            String subject,
            Field<FaultKind> fault) {
        /// Anything.
        public static final Filter NONE =
                new Filter(
                        "",
                        "",
                        "",
                        new Field.Absent<>(),
                        new Field.Absent<>(),
                        "",
                        new Field.Absent<>());
    }

    /// What an edge calls the fields, up to their own names.
    ///
    /// @param range what stands before `from` and `to`
    /// @param filter what stands before the names of the conditions
    public record Names(String range, String filter) {}
}
