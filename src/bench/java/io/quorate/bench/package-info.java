/// What is measured of the product, how well and how fast; not part of it, nor of its tests.
///
/// Sorted by what is measured: [io.quorate.bench.votes], [io.quorate.bench.load],
/// [io.quorate.bench.process], [io.quorate.bench.micro], [io.quorate.bench.store],
/// [io.quorate.bench.growth]; on a common [io.quorate.bench.bed], into a common
/// [io.quorate.bench.report].
package io.quorate.bench;
