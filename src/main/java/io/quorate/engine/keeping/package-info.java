/// What operators order about the keeping of the log: erasing content.
///
/// Rules:
/// - Every order has a reason and somebody who gives it, and is a record of the log itself.
/// - Nothing is done without its record: the change is committed only after the record is.
/// - What is done twice does no harm, and the second time says that there was nothing left to do.
///
/// Decisions:
/// - Record first, change second. The other way round was the alternative; a crash in between would
///   then leave a change that nobody can account for, instead of a record of something that is done
///   when it is asked for again.
@NullMarked
package io.quorate.engine.keeping;

import org.jspecify.annotations.NullMarked;
