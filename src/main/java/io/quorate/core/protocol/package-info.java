/// The nouns that every part of Quorate shares: what is submitted, who votes, what a vote says.
@NullMarked
package io.quorate.core.protocol;

import org.jspecify.annotations.NullMarked;
