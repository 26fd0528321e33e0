package io.quorate.auditor.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A zip archive.
final class ZipSource implements Source {
    private final ZipFile zip;

    ZipSource(Path path) throws IOException {
        zip = new ZipFile(path.toFile());
    }

    @Override
    public Optional<byte[]> read(String path, int limit) throws IOException {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(Bounded.read(in, limit, path));
        }
    }

    @Override
    public List<String> list(String folder) {
        String prefix = folder + "/";
        return zip.stream()
                .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                .map(entry -> entry.getName().substring(prefix.length()))
                .filter(name -> name.indexOf('/') < 0)
                .sorted()
                .toList();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
