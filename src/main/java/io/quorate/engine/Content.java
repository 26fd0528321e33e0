package io.quorate.engine;

/// A text that belongs to a record but lies apart from the log, where it can be erased: the record
/// holds only the commitment SHA-256(salt ‖ text).
///
/// @param slot what it is within its record: `submission` (the bytes that the submission digest
///     covers), `subject`, or a vote's texts as [io.quorate.core.audit.decision.VoteTexts] names and
///     writes them, `facts/1/vote/0` (pool, round, vote)
public record Content(String slot, byte[] salt, byte[] text) {}
