package io.quorate.wiring;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/// Keeps out of the log what [FailedStart] tells in one line: the framework would show it with
/// everything that it went through.
@LoggingFilter(name = "explained-failures")
final class ExplainedFailures implements Filter {
    @Override
    public boolean isLoggable(LogRecord record) {
        return Stream.iterate(record.getThrown(), cause -> cause != null, Throwable::getCause)
                .noneMatch(StartStopped.class::isInstance);
    }
}
