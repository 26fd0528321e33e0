/// Where a log is read from: a folder, a zip archive, or a web address.
///
/// Rules: a source is safe for several threads; every read has a bound; what is not there is empty,
/// and what could not be read is an exception, so that a broken connection is never taken for a
/// missing record.
@NullMarked
package io.quorate.auditor.source;

import org.jspecify.annotations.NullMarked;
