package io.quorate.core.policy.reading;

/// One setting as it holds.
///
/// @param path the dotted key
public record EffectiveValue(String path, String value, ValueOrigin origin) {}
