/// The measures that detectors and reputation share: Beta laws, robust scores, agreement beyond
/// chance.
///
/// Rules:
/// - `StrictMath` throughout: the same history gives the same bytes on every machine.
/// - A measure says how much it has seen, or is shrunk by how little that is.
///
/// Decisions:
/// - Our own incomplete beta function, some twenty lines, instead of a statistics library: the core
///   uses the JDK only.
@NullMarked
package io.quorate.core.detection.measure;

import org.jspecify.annotations.NullMarked;
