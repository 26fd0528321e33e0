package io.quorate.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.auditor.format.JsonReader;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.format.Note;
import io.quorate.auditor.source.Source;
import io.quorate.auditor.tree.Sha;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The check of whatever holds logs: a bundle with a manifest, or a single log.
public final class BundleAudit {
    private static final String MANIFEST = "manifest";
    private static final String FORMAT = "quorate-bundle/1";
    private static final int MANIFEST_BYTES_MAX = 64_000_000;
    private static final int FILE_BYTES_MAX = 256_000_000;

    /// What a bundle may call a file: no way out of its folder.
    private static final String PATH = "(?!.*\\.\\.)[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*";

    private final Trust trust;
    private final LogAudit logs;

    public BundleAudit(Trust trust, LogAudit logs) {
        this.trust = trust;
        this.logs = logs;
    }

    /// Checks everything that is there, of each log the records from `from` up to but not including
    /// `to`; one report for the manifest, if there is one, and one for each log.
    ///
    /// @throws IOException if there is no log, or it cannot be read
    public List<Report> audit(String name, Source source, long from, long to) throws IOException {
        Optional<byte[]> manifest = source.read(MANIFEST, MANIFEST_BYTES_MAX);
        if (manifest.isPresent()) {
            return bundle(name, source, manifest.get(), from, to);
        }
        for (String folder : List.of("", "log")) {
            Source log = source.below(folder);
            if (log.read("checkpoint", MANIFEST_BYTES_MAX).isPresent()) {
                return List.of(logs.audit(name, log, from, to));
            }
        }
        throw new FileNotFoundException("there is neither a manifest nor a checkpoint");
    }

    private List<Report> bundle(String name, Source source, byte[] bytes, long from, long to)
            throws IOException {
        Findings findings = new Findings();
        List<Report> reports = new ArrayList<>();
        List<LogPart> parts = List.of();
        long files = 0;
        try {
            Note note = Note.parse(bytes);
            note.distrust(trust.keys())
                    .ifPresent(why -> findings.add(Finding.in(Defect.REPLACED, MANIFEST, why)));
            byte[] line = note.text().stripTrailing().getBytes(UTF_8);
            Map<String, Object> manifest = JsonReader.object(line, 0, line.length, key -> true);
            if (!FORMAT.equals(manifest.get("format"))) {
                throw new Malformed("it is not of the format " + FORMAT);
            }
            for (Map<?, ?> file : maps(manifest, "files")) {
                files++;
                file(source, text(file, "path"), text(file, "sha256")).ifPresent(findings::add);
            }
            parts = parts(manifest);
        } catch (Malformed e) {
            findings.add(Finding.in(Defect.DAMAGED, MANIFEST, e.reason()));
        }
        findings.note(files + " files beside the logs");
        reports.add(findings.report(name + ", the manifest", 0));
        for (LogPart part : parts) {
            reports.add(
                    logs.audit(
                            name + ", " + part.folder,
                            source.below(part.folder),
                            Math.max(from, part.from),
                            Math.min(to, part.to)));
        }
        return reports;
    }

    /// Which records of a log a bundle has.
    private record LogPart(String folder, long from, long to) {}

    private static List<LogPart> parts(Map<String, Object> manifest) throws Malformed {
        List<LogPart> parts = new ArrayList<>();
        for (Map<?, ?> log : maps(manifest, "logs")) {
            if (!(log.get("from") instanceof Long from) || !(log.get("to") instanceof Long to)) {
                throw new Malformed("a log without from and to");
            }
            parts.add(new LogPart(text(log, "folder"), from, to));
        }
        return parts;
    }

    private static Optional<Finding> file(Source source, String path, String sha256)
            throws IOException {
        Optional<byte[]> content = source.read(path, FILE_BYTES_MAX);
        if (content.isEmpty()) {
            return Optional.of(Finding.in(Defect.MISSING, path, "the manifest lists it"));
        }
        String actual = HexFormat.of().formatHex(new Sha().plain(content.get()));
        return actual.equals(sha256)
                ? Optional.empty()
                : Optional.of(Finding.in(Defect.ALTERED, path, "the manifest has another hash"));
    }

    private static List<Map<?, ?>> maps(Map<String, Object> manifest, String key) throws Malformed {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (!(manifest.get(key) instanceof List<?> list)) {
            throw new Malformed("it has no list of " + key);
        }
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> map)) {
                throw new Malformed("one of its " + key + " is no object");
            }
            maps.add(map);
        }
        return maps;
    }

    private static String text(Map<?, ?> map, String key) throws Malformed {
        if (map.get(key) instanceof String text && (key.equals("sha256") || text.matches(PATH))) {
            return text;
        }
        throw new Malformed("it has an entry without a usable " + key);
    }
}
