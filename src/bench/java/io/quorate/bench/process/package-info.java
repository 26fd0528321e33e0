/// What a sidecar costs as a process: how long it takes to serve, what memory it keeps, how large
/// it is.
package io.quorate.bench.process;
