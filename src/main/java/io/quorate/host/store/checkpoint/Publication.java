package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.note.SignedNote;

/// Where a checkpoint goes once it is stored, so that the database alone cannot take it back.
public interface Publication extends AutoCloseable {
    /// MUST return soon and MUST NOT throw; a checkpoint that cannot be handed on is followed by
    /// the next one.
    void publish(long size, SignedNote checkpoint);

    @Override
    void close();
}
