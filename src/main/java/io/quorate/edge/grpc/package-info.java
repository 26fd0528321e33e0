/// The gRPC services.
///
/// Rules:
/// - A verdict is always OK. Every refusal becomes a status in [Refusals] and nowhere else.
/// - Nothing that a caller sends leads to INTERNAL or UNKNOWN, and nothing of an exception leaves:
///   the caller gets the name of the incident, the log its cause.
/// - A handler never blocks; it runs on the event loop of its connection.
///
/// Decisions:
/// - The separate gRPC server of Quarkus (grpc-java on Netty), not its unified HTTP server.
///   Compared with the same service, messages and client: the separate one took 30 µs of CPU a
///   call, the unified one 50 µs; it hands over the caller's deadline, which the unified one drops;
///   it bounds a message after decompression, where the unified one unpacked 64 MiB out of a small
///   message; it says how large a refused message was. Both answered an unknown method with
///   UNIMPLEMENTED, and both answered bytes that are not Protobuf with UNKNOWN or INTERNAL, which
///   is why the request marshaller is ours.
/// - The request marshaller never fails: it gives what it read, or the refusal. An interceptor that
///   rewrites the status was the alternative; the call is already closed by then.
/// - A Unix domain socket, when one is configured, is served by a second grpc-java server with the
///   same service definitions, on the JDK's own sockets. The HTTP server's socket was the
///   alternative; it needs Netty's native transport, and the unified server.
/// - What Decide is measured against is part of the application, since only the same server with
///   the same interceptors is a fair yardstick, and is a bean only when the application is built
///   with `quorate.yardstick`; an ordinary build does not know it. It borrows the messages of
///   Decide and has no proto of its own: a declared service would be a promise to callers, and
///   every build would generate it. A setting at run time was the other alternative; anybody could
///   switch it on where decisions count.
@NullMarked
package io.quorate.edge.grpc;

import org.jspecify.annotations.NullMarked;
