package io.quorate.edge.archive;

import io.quorate.engine.bundle.Bundle;
import io.quorate.engine.bundle.BundleBroken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A bundle as a zip archive.
public final class ZipArchive {
    private ZipArchive() {}

    /// Writes all of it.
    ///
    /// @throws IOException if nobody takes it, or if something cannot be read
    public static void write(Bundle bundle, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        try {
            bundle.write((path, content) -> {
                try {
                    zip.putNextEntry(new ZipEntry(path));
                    zip.write(content);
                    zip.closeEntry();
                } catch (IOException e) {
                    throw new BundleBroken(e);
                }
            });
        } catch (BundleBroken e) {
            throw new IOException("the bundle was not finished: " + e.getMessage(), e);
        }
        zip.finish();
    }
}
