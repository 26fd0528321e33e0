/// How figures grow with what a sidecar is given: votes, agents, pools, a longer log, more sidecars
/// on the same PostgreSQL.
package io.quorate.bench.growth;
