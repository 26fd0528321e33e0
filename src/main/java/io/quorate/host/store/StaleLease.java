package io.quorate.host.store;

/// Another sidecar has taken over the log.
final class StaleLease extends Exception {
    private static final long serialVersionUID = 1L;

    StaleLease(String origin) {
        super("another sidecar has taken over the log of origin " + origin);
    }
}
