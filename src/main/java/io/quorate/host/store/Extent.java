package io.quorate.host.store;

import java.util.Optional;

/// How far a log has grown, as the database knows it.
///
/// @param epoch that of the last lease
/// @param size how many records it has
/// @param settled every sequence number up to here stands in a record
/// @param limit no sequence number beyond here was ever taken
/// @param stopped whether the last sidecar laid the log down in order
/// @param spool the spool that may have decisions of this log
record Extent(
        long epoch, long size, long settled, long limit, boolean stopped, Optional<String> spool) {}
