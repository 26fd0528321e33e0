package io.quorate.wiring;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/// Why the sidecar did not start, as it is told to who started it.
///
/// What a person can mend is one line; whatever else it is was not foreseen, and is shown whole.
final class FailedStart {
    private FailedStart() {}

    static void explain(Throwable failure) {
        foreseen(failure)
                .ifPresentOrElse(
                        Terminal::complain,
                        () -> {
                            Terminal.complain("the start failed:");
                            Terminal.show(failure);
                        });
    }

    private static Optional<String> foreseen(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> reason(cause).stream())
                .findFirst();
    }

    private static Optional<String> reason(Throwable cause) {
        return switch (cause) {
            case StartStopped stopped -> Optional.ofNullable(stopped.getMessage());
            case SQLException refused ->
                    Optional.of(
                            "the database %s cannot be used: %s"
                                    .formatted(database(), refused.getMessage()));
            case QuarkusBindException taken ->
                    Optional.of(
                            taken.getMessage() + "; another port is set with QUARKUS_HTTP_PORT");
            case BindException taken -> Optional.ofNullable(taken.getMessage());
            default -> Optional.empty();
        };
    }

    private static String database() {
        return ConfigProvider.getConfig()
                .getOptionalValue(Database.DESCRIPTION, String.class)
                .orElse("");
    }
}
