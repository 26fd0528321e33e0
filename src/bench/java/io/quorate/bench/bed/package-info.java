/// What figures are measured on: packaged sidecars as processes, the PostgreSQL beneath them, the
/// policy that they run and the agents that they ask, and what all this uses of the machine.
package io.quorate.bench.bed;
