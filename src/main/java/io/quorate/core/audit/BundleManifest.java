package io.quorate.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.json.CanonicalJson;
import io.quorate.core.audit.json.Shape;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.protocol.Digest;

import java.time.Instant;
import java.util.List;

/// What an exported bundle contains, signed, so that a file that was taken out or changed is
/// noticed.
///
/// It is a note whose text is one line of canonical JSON; having one line only, it can never be
/// taken for a checkpoint. The layout of a bundle is described with its checker,
/// `io.quorate.auditor`.
///
/// @param logs the logs in it, or parts of them; their tiles and entries are not listed, as they
///   follow from the signed size
/// @param files everything else: keys, policies, …
public record BundleManifest(Instant created, List<LogPart> logs, List<FileDigest> files) {
    private static final String FORMAT = "quorate-bundle/1";

    /// What a bundle may call a file: no way out of its folder.
    private static final String PATH = "(?!.*\\.\\.)[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*";

    /// A log in a folder of the bundle.
    ///
    /// @param from the index of the first record that is there, a multiple of 256
    /// @param to the index after the last one, a multiple of 256 or the size of the log
    public record LogPart(String origin, String folder, long from, long to) {
        public LogPart {
            checkPath(folder);
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("no records from " + from + " to " + to);
            }
        }
    }

    /// A file of the bundle and the hash of its content.
    public record FileDigest(String path, Digest sha256) {
        public FileDigest {
            checkPath(path);
        }
    }

    private static final Shape<LogPart> LOG =
            Shape.of(
                    LogPart.class,
                    log ->
                            log.text("origin", LogPart::origin)
                                    .text("folder", LogPart::folder)
                                    .whole("from", LogPart::from)
                                    .whole("to", LogPart::to));

    private static final Shape<FileDigest> FILE =
            Shape.of(
                    FileDigest.class,
                    file ->
                            file.text("path", FileDigest::path)
                                    .text("sha256", entry -> entry.sha256().hex()));

    private static final Shape<BundleManifest> MANIFEST =
            Shape.of(
                    BundleManifest.class,
                    manifest ->
                            manifest.constant("format", FORMAT)
                                    .time("created", BundleManifest::created)
                                    .objects("logs", BundleManifest::logs, LOG)
                                    .objects("files", BundleManifest::files, FILE));

    public BundleManifest {
        logs = List.copyOf(logs);
        files = List.copyOf(files);
    }

    /// The content of the file `manifest`.
    public SignedNote sign(List<SigningKey> keys) {
        String line = new String(new CanonicalJson().write(MANIFEST, this), UTF_8);
        return SignedNote.sign(line + "\n", keys);
    }

    private static void checkPath(String path) {
        if (!path.matches(PATH)) {
            throw new IllegalArgumentException("a bundle has no file called " + path);
        }
    }
}
