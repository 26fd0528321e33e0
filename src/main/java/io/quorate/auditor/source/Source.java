package io.quorate.auditor.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A tree of files that is read and never written.
public interface Source extends AutoCloseable {
    /// The content of a file; empty if there is none.
    ///
    /// @param path below the source, with slashes
    /// @throws IOException if it cannot be read, or is longer than `limit`
    Optional<byte[]> read(String path, int limit) throws IOException;

    /// The names of the files right in a folder, sorted; none if there is no such folder, or the
    /// source cannot list.
    List<String> list(String folder) throws IOException;

    /// How many reads at a time pay off.
    default int readers() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    void close() throws IOException;

    /// Opens a folder, a zip archive or an http(s) address.
    ///
    /// @throws IOException if there is nothing of the kind
    static Source open(String where) throws IOException {
        if (where.startsWith("http://") || where.startsWith("https://")) {
            return new HttpSource(where);
        }
        Path path = Path.of(where);
        if (Files.isDirectory(path)) {
            return new FolderSource(path);
        }
        if (Files.isRegularFile(path)) {
            return new ZipSource(path);
        }
        throw new IOException(where + " is neither a folder, an archive nor a web address");
    }

    /// The part of this source below a folder; closing it closes nothing.
    default Source below(String folder) {
        Source whole = this;
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return new Source() {
            @Override
            public Optional<byte[]> read(String path, int limit) throws IOException {
                return whole.read(prefix + path, limit);
            }

            @Override
            public List<String> list(String inner) throws IOException {
                return whole.list(prefix + inner);
            }

            @Override
            public int readers() {
                return whole.readers();
            }

            @Override
            public void close() {}
        };
    }
}
