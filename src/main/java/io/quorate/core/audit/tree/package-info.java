/// The Merkle tree of RFC 6962, kept as the tiles of C2SP tlog-tiles.
///
/// A tile is 256 neighbouring hashes of one level; a hash of level L+1 is the root of a full tile
/// of level L. Full tiles never change, so they are stored once; the others, at most one per level,
/// are the right edge of the tree.
///
/// Rules:
/// - One appender holds one [io.quorate.core.audit.tree.TreeEdge]; it is all that appending needs,
///   whatever the size of the log.
/// - A tree of size n has at each level the partial tile of (n / 256^L) mod 256 hashes; an empty
///   one does not exist.
/// - Where a range is split, the left part is the largest power of two *strictly* below its size.
///
/// Decision: the edge holds the hashes of the partial tiles and not only the O(log n) nodes of a
/// compact range. It costs 8 KiB per level, and a tile that becomes full is at hand as a whole,
/// without a query for its other 255 hashes.
@NullMarked
package io.quorate.core.audit.tree;

import org.jspecify.annotations.NullMarked;
