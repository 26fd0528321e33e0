package io.quorate.core.protocol;

/// A text that the answer claims to rest on; evidence quotes it by its id.
public record Source(String id, String title, String text) {
    public Source {
        Identifier.check("source id", id);
    }
}
