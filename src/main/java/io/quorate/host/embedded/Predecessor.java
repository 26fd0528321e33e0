package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Past;
import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/// What a sidecar that was killed has left behind in the data folder: a server, or the traces of
/// one.
///
/// The caller holds the folder's lock, so no living sidecar needs that server.
final class Predecessor {
    private final DataFolder folder;
    private final Progress progress;

    Predecessor(DataFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /// Leaves the cluster without a server and without a file that would keep the next one from
    /// starting.
    Past clearAway() throws IOException, StartRefused {
        Optional<PostgresProcess> server =
                PostmasterPid.read(folder.postmasterPid())
                        .map(file -> new PostgresProcess(file.pid()))
                        .filter(PostgresProcess::isAlive);
        boolean orphaned = server.isPresent() && isOurs(server.get());
        if (orphaned) {
            stop(server.get(), "PostgreSQL, whose sidecar died");
        }
        // A creation that lost its sidecar, or children that have outlived their server.
        for (PostgresProcess process : ours()) {
            stop(process, "a leftover of PostgreSQL");
        }
        // With all of ours gone the process id is somebody else's, in a container even that of one
        // of our own threads, and PostgreSQL would take it for a living server.
        boolean crashed = Files.deleteIfExists(folder.postmasterPid());
        if (!Files.exists(folder.data())) {
            return Past.NONE;
        }
        if (crashed) {
            return Past.CRASHED;
        }
        return orphaned ? Past.ORPHANED : Past.STOPPED;
    }

    private boolean isOurs(PostgresProcess process) throws StartRefused {
        if (process.program().isEmpty() && process.isAlive()) {
            throw new StartRefused(
                    Reason.PREDECESSOR_STUCK,
                    "%s names process %d, which may be a PostgreSQL that still works on the data;"
                                    .formatted(folder.postmasterPid(), process.pid())
                            + " the operating system does not tell what it runs.",
                    "If it is a PostgreSQL, stop it; if not, delete that file. Then start again.");
        }
        return process.isOf(folder);
    }

    private List<PostgresProcess> ours() {
        return ProcessHandle.allProcesses()
                .map(process -> new PostgresProcess(process.pid()))
                .filter(process -> process.isOf(folder) && process.isAlive())
                .toList();
    }

    private void stop(PostgresProcess process, String what) throws StartRefused {
        progress.begins("stopping " + what + " (process " + process.pid() + ")");
        try {
            if (!Server.stop(process)) {
                throw new StartRefused(
                        Reason.PREDECESSOR_STUCK,
                        "PostgreSQL (process %d), which a dead sidecar left on %s, does not stop."
                                .formatted(process.pid(), folder.data()),
                        "Find out what it waits for, a slow or failing disk perhaps, stop it, and"
                                + " start again.");
            }
        } catch (InterruptedException _) {
            throw Command.interrupted();
        }
    }
}
