/// What the log takes and gives: appends against pgbench, audit queries, dry runs.
package io.quorate.bench.store;
