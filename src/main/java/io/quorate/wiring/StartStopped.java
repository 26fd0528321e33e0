package io.quorate.wiring;

/// The sidecar cannot start, for a reason that a person can mend.
final class StartStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartStopped(String reason) {
        super(reason);
    }

    StartStopped(String reason, Throwable cause) {
        super(reason, cause);
    }
}
