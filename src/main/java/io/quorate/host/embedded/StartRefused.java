package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Reason;
import io.quorate.host.embedded.PostgresStart.Refused;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/// Carries a refusal from the step that found it to [EmbeddedPostgres#start], the only place that
/// catches it.
final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;

    static final String OTHER_DATABASE =
            "use another PostgreSQL by setting QUARKUS_DATASOURCE_JDBC_URL";
    static final String OTHER_FOLDER = "name another folder with QUORATE_DATA_DIR";

    private final transient Refused refused;

    StartRefused(Reason reason, String message, String remedy) {
        this(new Refused(reason, message, remedy));
    }

    StartRefused(Refused refused) {
        super(refused.message());
        this.refused = refused;
    }

    Refused refused() {
        return refused;
    }

    /// The refusal that a failure of the file system stands for.
    static Refused of(IOException failure, DataFolder folder) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String where = "The data folder " + folder.root() + " cannot be used: " + failure;
        if (isDiskFull(message)) {
            return diskFull(where);
        }
        if (failure instanceof AccessDeniedException
                || message.contains("Read-only file system")
                || message.contains("Permission denied")) {
            return new Refused(
                    Reason.FOLDER_NOT_USABLE,
                    where,
                    "Make it writable for the user of the sidecar, or " + OTHER_FOLDER + ".");
        }
        return new Refused(
                Reason.FOLDER_NOT_USABLE,
                where,
                "Repair what the message names, or " + OTHER_FOLDER + ".");
    }

    static Refused diskFull(String message) {
        return new Refused(
                Reason.DISK_FULL,
                message,
                "Free space on that file system and start again, or " + OTHER_FOLDER + ".");
    }

    static boolean isDiskFull(String text) {
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }
}
