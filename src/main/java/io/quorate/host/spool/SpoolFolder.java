package io.quorate.host.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The folder of one spool: its name, its lock, its files in the order of their numbers.
final class SpoolFolder {
    private static final String SUFFIX = ".spool";
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private final Path path;
    private final FileOpener opener;
    private final FileChannel locked;
    private final String name;

    /// How a file is opened.
    @FunctionalInterface
    interface FileOpener {
        FileChannel open(Path file, Set<StandardOpenOption> options, FileAttribute<?>... attributes)
                throws IOException;
    }

    private SpoolFolder(Path path, FileOpener opener, FileChannel locked, String name) {
        this.path = path;
        this.opener = opener;
        this.locked = locked;
        this.name = name;
    }

    /// The folder, if there is one.
    static Optional<SpoolFolder> find(Path path, FileOpener opener) throws IOException {
        return Files.exists(path) ? Optional.of(take(path, opener)) : Optional.empty();
    }

    /// The folder, made now if there is none.
    static SpoolFolder make(Path path, FileOpener opener) throws IOException {
        Files.createDirectories(path, FOLDER);
        return take(path, opener);
    }

    private static SpoolFolder take(Path path, FileOpener opener) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
        if (OF_OTHERS.stream().anyMatch(rights::contains)) {
            throw new IOException(
                    "the spool %s is open to others (%s); close it with: chmod 700 %s"
                            .formatted(path, PosixFilePermissions.toString(rights), path));
        }
        FileChannel locked =
                FileChannel.open(
                        path.resolve("lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        FILE);
        try {
            lock(path, locked);
            return new SpoolFolder(path, opener, locked, name(path));
        } catch (IOException e) {
            locked.close();
            throw e;
        }
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException("another sidecar uses the spool " + path);
        }
    }

    private static String name(Path path) throws IOException {
        Path file = path.resolve("name");
        if (!Files.exists(file)) {
            Path unfinished = path.resolve("name.new");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, FILE);
            Files.writeString(unfinished, UUID.randomUUID().toString());
            sync(unfinished);
            Files.move(unfinished, file);
            sync(path);
        }
        return Files.readString(file).strip();
    }

    String name() {
        return name;
    }

    /// The files that are there, the oldest first.
    List<Segment> segments() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(path)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
        List<Segment> segments = new java.util.ArrayList<>();
        for (Path file : files) {
            FileChannel channel = opener.open(file, Set.of(StandardOpenOption.READ));
            segments.add(new Segment(number(file), file, channel, channel.size()));
        }
        return segments;
    }

    /// A new file, behind all others.
    Segment segment(long number) throws IOException {
        Path file = path.resolve("%016d%s".formatted(number, SUFFIX));
        FileChannel channel =
                opener.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        FILE);
        try {
            sync(path);
            return new Segment(number, file, channel, 0);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void close() throws IOException {
        locked.close();
    }

    private static long number(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException e) {
            throw new IOException("the file " + file + " is not the spool's", e);
        }
    }

    private static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
