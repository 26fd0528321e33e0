package io.quorate.auditor.format;

/// What was read is not of its format; the message says why.
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String reason) {
        super(reason);
    }

    /// The reason.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
