package io.quorate.host.store.checkpoint;

/// Whether a log gets its checkpoints.
public sealed interface SignerStatus {
    /// The newest checkpoint is of so many records.
    record Signing(long size) implements SignerStatus {}

    /// The database cannot be written; it is tried again every second.
    record Behind(String cause) implements SignerStatus {}

    /// What is stored is not what was signed. It will not be signed any more by this sidecar.
    record Refusing(String cause) implements SignerStatus {}
}
