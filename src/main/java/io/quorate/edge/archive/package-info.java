/// Bundles as zip archives, for every edge that hands them out.
///
/// Rules:
/// - An archive has an end only if its bundle is whole; whoever reads one that was cut off notices.
/// - Files are written as they come; memory holds none of them.
///
/// Decisions:
/// - A package of its own, which [io.quorate.edge.rest] and [io.quorate.edge.grpc] use, so that
///   both give the same bytes. Writing them in `engine` was the alternative; that has no streams.
@NullMarked
package io.quorate.edge.archive;

import org.jspecify.annotations.NullMarked;
