/// Checks of whether an answer answers all of its question.
@NullMarked
package io.quorate.edge.validators.builtin.completeness;

import org.jspecify.annotations.NullMarked;
