package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right of one sidecar to work with a data folder, given back by the operating system when the
/// sidecar dies.
final class FolderLock implements AutoCloseable {
    private static final int LONGEST_PID = 20;

    // The operating system locks for a process, and closing any channel of the file gives the lock
    // of the whole process away; so this process must not open the file twice.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(DataFolder folder) throws IOException, StartRefused {
        Path file = folder.lock();
        if (!HELD.add(file)) {
            throw inUse(folder, "process " + ProcessHandle.current().pid() + ", which is this one");
        }
        FolderLock lock = null;
        try {
            PrivateFiles.createFile(file);
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock = lock(folder, channel);
            return lock;
        } finally {
            if (lock == null) {
                HELD.remove(file);
            }
        }
    }

    private static FolderLock lock(DataFolder folder, FileChannel channel)
            throws IOException, StartRefused {
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, "process " + read(channel));
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            taken = true;
            return new FolderLock(folder.lock(), channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_PID);
        channel.read(text, 0);
        return StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
    }

    private static StartRefused inUse(DataFolder folder, String holder) {
        return new StartRefused(
                Reason.FOLDER_IN_USE,
                "Another sidecar works with the data folder " + folder.root() + ": " + holder + ".",
                "Stop that process, or "
                        + StartRefused.OTHER_FOLDER
                        + ", or "
                        + StartRefused.OTHER_DATABASE
                        + ".");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The lock goes with the process at the latest.
        } finally {
            HELD.remove(file);
        }
    }
}
