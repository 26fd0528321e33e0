/// What a caller hands over, before it is trusted: read once, with the same limits on every edge.
///
/// Rules:
/// - An edge copies its message into a [Draft] and checks nothing; [DraftReader] checks everything
///   and gives either the engine's own value or every violation at once.
/// - What the caller got wrong is a violation. What one vote got wrong passes through, in a form
///   that admission will turn into a fault: a name that cannot be one is kept in quotes and so fits
///   no agent and no choice, anything else unreadable becomes the vote's defect.
/// - Text is counted in bytes of UTF-8.
///
/// Decisions:
/// - A plain draft between message and value. Checking while walking the message was the
///   alternative; every limit then stands once per edge, and after the first violation there is
///   nothing well-formed to go on with.
@NullMarked
package io.quorate.engine.draft;

import org.jspecify.annotations.NullMarked;
