/// Checks of an answer by itself: whether it is whole, repeats itself, contradicts itself and stays
/// with its subject.
@NullMarked
package io.quorate.edge.validators.builtin.coherence;

import org.jspecify.annotations.NullMarked;
