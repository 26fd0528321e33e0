/// Packaged sidecars under load.
///
/// Rules:
/// - The driver is a process of its own and costs little beside a sidecar: one thread sends and
///   receives, requests are bytes already, answers are counted unread; that what is sent is decided
///   is seen once before, and committed decisions are counted in the database afterwards.
/// - At a rate, the time of a call counts from when it was due.
/// - The median is never told without p99 and maximum, and refusals are counted.
/// - The processor time of the sidecar is told with each figure: unlike the others it hardly
///   depends on what else the machine does.
///
/// Decisions:
/// - A driver of ours beside h2load: h2load neither keeps a rate that does not depend on the
///   answers, nor sends different request ids. ghz was the other alternative; it needs Go, and
///   takes more processor time than the sidecar.
/// - The no-op is a method of the sidecar itself; see the package of its gRPC services.
package io.quorate.bench.load;
