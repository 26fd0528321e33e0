/// Simulated pools: agents of every kind vote in virtual time, on one thread, from a seed.
///
/// A [Life] is one pool over many rounds, a [VirtualRound] one round of it, a [Behaviour] how an
/// agent answers. What must hold of every round is checked while it is played; what holds only
/// within the bounds is claimed by the test.
@NullMarked
package io.quorate.drill.simulation;

import org.jspecify.annotations.NullMarked;
