package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files and folders that only their owner may enter, read or write.
final class PrivateFiles {
    static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    // PostgreSQL's own tools put paths between double quotes into a shell command.
    private static final String UNQUOTABLE = "\"$`\\\n\r";

    private PrivateFiles() {}

    /// Creates the data folder, or makes sure that an existing one is ours alone.
    ///
    /// @return the folder without symbolic links in its path
    static DataFolder prepare(DataFolder folder) throws IOException, StartRefused {
        Path root = folder.root();
        if (root.toString().chars().anyMatch(c -> UNQUOTABLE.indexOf(c) >= 0)) {
            throw new StartRefused(
                    Reason.FOLDER_NOT_USABLE,
                    "The path of the data folder " + root + " has a quote, $, ` or backslash.",
                    "As PostgreSQL's tools cannot handle that, " + StartRefused.OTHER_FOLDER + ".");
        }
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StartRefused(
                    Reason.FOLDER_NOT_USABLE,
                    "The data folder " + root + " is a file.",
                    "Move it away, or " + StartRefused.OTHER_FOLDER + ".");
        }
        if (Files.isDirectory(root)) {
            tighten(folder);
        } else {
            Files.createDirectories(root, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        return new DataFolder(root.toRealPath());
    }

    // A folder with other people's files in it is left as it is: closing it could lock them out.
    private static void tighten(DataFolder folder) throws IOException, StartRefused {
        Path root = folder.root();
        if (!RunAs.mayUseFolderOf((int) Files.getAttribute(root, "unix:uid"))) {
            throw new StartRefused(
                    Reason.FOLDER_NOT_PRIVATE,
                    "The folder " + root + " belongs to " + Files.getOwner(root) + ".",
                    "Run the sidecar as that user, or name a folder inside it with"
                            + " QUORATE_DATA_DIR; it will be created, private.");
        }
        if (Files.getPosixFilePermissions(root).equals(FOLDER)) {
            return;
        }
        if (!Files.exists(folder.lock()) && !isEmpty(root)) {
            throw new StartRefused(
                    Reason.FOLDER_NOT_PRIVATE,
                    "The folder "
                            + root
                            + " is open to others, and holds files that are not Quorate's.",
                    "Name a folder inside it with QUORATE_DATA_DIR; it will be created, private.");
        }
        try {
            Files.setPosixFilePermissions(root, FOLDER);
        } catch (IOException failure) {
            throw new StartRefused(
                    Reason.FOLDER_NOT_PRIVATE,
                    "The folder " + root + " cannot be closed to others: " + failure,
                    "Name a folder inside it with QUORATE_DATA_DIR; it will be created, private.");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            // A volume of its own brings this folder along.
            return entries.allMatch(entry -> entry.endsWith("lost+found"));
        }
    }

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }

    /// Leaves a file that exists as it is, but private.
    static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        } catch (FileAlreadyExistsException _) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /// Writes the file so that a reader, or a power cut, finds the old or the new text, never a
    /// part.
    static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        createFile(unfinished);
        Files.writeString(unfinished, text, StandardCharsets.UTF_8);
        sync(unfinished);
        rename(unfinished, file);
    }

    /// Moves within one file system, at once and for good.
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.toAbsolutePath().getParent());
    }

    static void sync(@Nullable Path fileOrFolder) throws IOException {
        if (fileOrFolder != null) {
            try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(
                    tree,
                    new Walk() {
                        @Override
                        void visit(Path path) throws IOException {
                            Files.delete(path);
                        }
                    });
        }
    }

    /// Gives the tree to another user, unless its top belongs to that user already.
    ///
    /// The top comes last, so that an interrupted change is made again.
    static void own(Path tree, int uid, int gid) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS) || owner(tree) == uid) {
            return;
        }
        Files.walkFileTree(
                tree,
                new Walk() {
                    @Override
                    void visit(Path path) throws IOException {
                        ownOne(path, uid, gid);
                    }
                });
    }

    static void ownOne(Path path, int uid, int gid) throws IOException {
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }

    static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /// Visits files and folders of a tree, a folder after what is in it.
    private abstract static class Walk extends SimpleFileVisitor<Path> {
        abstract void visit(Path path) throws IOException;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            visit(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            visit(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
