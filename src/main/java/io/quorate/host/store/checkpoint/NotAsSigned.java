package io.quorate.host.store.checkpoint;

/// The stored log is not the one whose checkpoints are stored.
final class NotAsSigned extends Exception {
    private static final long serialVersionUID = 1L;

    NotAsSigned(String reason) {
        super(reason);
    }
}
