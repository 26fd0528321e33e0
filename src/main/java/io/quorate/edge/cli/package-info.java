/// Commands of the same binary that start no server and need no database of their own.
///
/// Rules:
/// - A command is one word; what follows is its own business.
/// - The exit status is 0 when all is well, 1 when what was looked at is not, 2 when the question
///   cannot be understood or answered.
@NullMarked
package io.quorate.edge.cli;

import org.jspecify.annotations.NullMarked;
