package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.protocol.Origin;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/// A folder outside the database that always has the newest checkpoint of a log, in a file of its
/// own: what an auditor gives as an older checkpoint.
public final class CheckpointFolder implements Publication {
    private static final Logger LOG = Logger.getLogger(CheckpointFolder.class);

    private final Path file;
    private boolean failing;

    public CheckpointFolder(Path folder, Origin origin) {
        String name = URLEncoder.encode(origin.value(), StandardCharsets.UTF_8);
        file = folder.resolve(name + ".checkpoint");
    }

    /// Whoever reads sees the old checkpoint or the new one, never a part.
    @Override
    public void publish(long size, SignedNote checkpoint) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(unfinished, checkpoint.format());
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warnf("checkpoints cannot be written to %s: %s", file, e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {}
}
