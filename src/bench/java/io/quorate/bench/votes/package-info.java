/// How good decisions are: on real votes with known answers, on made-up ones, and of the built-in
/// checks.
package io.quorate.bench.votes;
