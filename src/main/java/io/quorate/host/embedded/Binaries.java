package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked into the data folder from the archive on the class path.
///
/// @param home holds `bin`, `lib` and `share`
record Binaries(Path home) {

    /// The release of the archive; the build file names the same one, and a test compares it with
    /// what the server tells.
    static final String RELEASE = "18.4.0";

    static final String VERSION = "18.4";
    static final String MAJOR = "18";

    private static final int ANY_EXECUTE = 0111;
    private static final FileAttribute<Set<PosixFilePermission>> PROGRAM =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PLAIN =
            PosixFilePermissions.asFileAttribute(PrivateFiles.FILE);

    /// The archive for this machine.
    static String archive() throws StartRefused {
        String os = System.getProperty("os.name", "");
        String arch = System.getProperty("os.arch", "");
        return archiveName(os, arch)
                .filter(name -> Binaries.class.getResource(name) != null)
                .orElseThrow(() ->
                        new StartRefused(
                                Reason.UNSUPPORTED_PLATFORM,
                                "This build has no PostgreSQL for " + os + " on " + arch + ".",
                                "Install a PostgreSQL and " + StartRefused.OTHER_DATABASE + "."));
    }

    static Optional<String> archiveName(String os, String arch) {
        String system =
                switch (os.toLowerCase(Locale.ROOT)) {
                    case "linux" -> "linux";
                    case "mac os x" -> "darwin";
                    default -> "";
                };
        String processor =
                switch (arch.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "";
                };
        return system.isEmpty() || processor.isEmpty()
                ? Optional.empty()
                : Optional.of("/postgres-" + system + "-" + processor + ".txz");
    }

    /// The unpacked programs of this release; unpacks them when they are missing.
    static Binaries unpacked(DataFolder folder, String archive, Progress progress)
            throws IOException {
        Binaries binaries = new Binaries(folder.programs().resolve(RELEASE));
        if (Files.isDirectory(binaries.home)) {
            return binaries;
        }
        progress.begins("unpacking PostgreSQL " + VERSION + " into " + binaries.home);
        PrivateFiles.createFolder(folder.programs());
        Path unfinished = folder.programs().resolve(RELEASE + ".new");
        PrivateFiles.deleteTree(unfinished);
        PrivateFiles.createFolder(unfinished);
        try (InputStream packed = Binaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IOException("The archive " + archive + " is not on the class path.");
            }
            unpack(packed, unfinished);
            PrivateFiles.rename(unfinished, binaries.home);
        } finally {
            // A full disk gets its space back.
            PrivateFiles.deleteTree(unfinished);
        }
        removeOtherReleases(folder, binaries.home);
        return binaries;
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive points outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    PrivateFiles.createFolder(path);
                } else if (entry.isSymbolicLink()) {
                    PrivateFiles.createFolder(parent(path));
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    PrivateFiles.createFolder(parent(path));
                    write(tar, path, (entry.getMode() & ANY_EXECUTE) == 0 ? PLAIN : PROGRAM);
                }
            }
        }
    }

    // Every file is forced to the disk: after a power cut the renamed folder would otherwise stand
    // for complete programs and hold empty ones.
    private static void write(
            InputStream content, Path file, FileAttribute<Set<PosixFilePermission>> mode)
            throws IOException {
        Files.createFile(file, mode);
        try (OutputStream out = Files.newOutputStream(file)) {
            content.transferTo(out);
        }
        PrivateFiles.sync(file);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void removeOtherReleases(DataFolder folder, Path home) throws IOException {
        try (Stream<Path> releases = Files.list(folder.programs())) {
            for (Path release : releases.filter(r -> !r.equals(home)).toList()) {
                PrivateFiles.deleteTree(release);
            }
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
