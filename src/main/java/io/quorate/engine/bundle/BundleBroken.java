package io.quorate.engine.bundle;

/// A bundle ends without its manifest, because something could not be read or nobody takes it.
public final class BundleBroken extends Exception {
    private static final long serialVersionUID = 1L;

    public BundleBroken(String reason) {
        super(reason);
    }

    public BundleBroken(Throwable cause) {
        super(cause);
    }
}
