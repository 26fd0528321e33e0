package io.quorate.core.protocol;

/// A piece of evidence: words that a voter says stand in a named source.
public record Quotation(String sourceId, String quote) {}
