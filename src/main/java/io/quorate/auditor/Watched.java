package io.quorate.auditor;

import io.quorate.auditor.format.Head;

/// A head that a trusted key signed, besides the one that the log shows now.
///
/// @param from where it was found
record Watched(Head head, String from) {}
