package io.quorate.core.protocol;

/// How much depends on an answer, as the caller says.
public enum RiskTag {
    /// No duty beyond the ordinary.
    MINIMAL,
    /// Transparency towards the person concerned.
    LIMITED,
    /// A high-risk use in the sense of the EU AI Act.
    HIGH
}
