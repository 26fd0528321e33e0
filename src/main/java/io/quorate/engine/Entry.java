package io.quorate.engine;

import io.quorate.core.audit.ContentText;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.Digest;
import java.util.List;
import java.util.Optional;

/// A decision on its way into the log, with what lies beside it.
///
/// @param requestDigest over everything the caller sent; tells a retry from other content under the
///   same request id
/// @param submission the digest of what was judged; it lies with the content and is erased with it
public record Entry(
        DecisionRecord record, Digest requestDigest, Digest submission, List<Content> contents) {
    public Entry {
        contents = List.copyOf(contents);
    }

    /// The text of what was judged.
    public Optional<byte[]> judged() {
        return contents.stream()
                .filter(content -> content.slot().equals(ContentText.SUBMISSION))
                .map(Content::text)
                .findFirst();
    }
}
