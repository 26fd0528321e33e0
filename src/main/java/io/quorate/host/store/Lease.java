package io.quorate.host.store;

import io.quorate.core.protocol.Origin;

/// The right to append to one origin, which only one sidecar has at a time.
///
/// @param id the origin's number in the database
/// @param epoch counts the leases of the origin; an append under an older one is refused
record Lease(Origin origin, int id, long epoch) {}
