/// What a sidecar records about itself, so that a hole in the sequence of decisions is explained.
///
/// Every call takes a sequence number before it is decided. Each number stands in exactly one
/// record of its origin: in the decision, in a duplicate or a refusal that took its place, or in a
/// range of lost ones. A start says whether the sidecar before it had stopped in order; if it had
/// crashed, the records that follow name every number that it took, or may have taken, without a
/// trace.
///
/// A decision that was answered from the sidecar's spool reaches the log later. What waited there
/// through an outage or a crash is named before it follows, and counted when all of it is there.
@NullMarked
package io.quorate.core.audit.sidecar;

import org.jspecify.annotations.NullMarked;
