package io.quorate.engine;

/// A text that belongs to a record but lies apart from the log, where it can be erased: the record
/// holds only the commitment SHA-256(salt ‖ text).
///
/// @param slot what it is within its record, as `ContentText` names it
public record Content(String slot, byte[] salt, byte[] text) {}
