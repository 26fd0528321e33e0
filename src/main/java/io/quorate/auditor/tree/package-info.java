/// The checker's own Merkle tree (RFC 6962) and the names of its tiles (C2SP tlog-tiles).
///
/// Rule: nothing here is shared with the writer, nor built like it. Where the writer carries a hash
/// per leaf, the checker reduces whole tiles; a mistake in the one is then not repeated in the
/// other.
@NullMarked
package io.quorate.auditor.tree;

import org.jspecify.annotations.NullMarked;
