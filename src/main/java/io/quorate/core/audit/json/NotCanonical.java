package io.quorate.core.audit.json;

/// The refusal to write a value that has no canonical form; its message begins with the path to it.
public final class NotCanonical extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    NotCanonical(String reason) {
        this("", reason);
    }

    private NotCanonical(String path, String reason) {
        super(path.isEmpty() ? reason : path + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    /// Where in the record it stands, such as `votes[3].agent`; empty for the value itself.
    public String path() {
        return path;
    }

    NotCanonical within(String key) {
        boolean leaf = path.isEmpty() || path.startsWith("[");
        return new NotCanonical(leaf ? key + path : key + "." + path, reason);
    }

    NotCanonical within(int index) {
        boolean leaf = path.isEmpty() || path.startsWith("[");
        String element = "[" + index + "]";
        return new NotCanonical(leaf ? element + path : element + "." + path, reason);
    }
}
