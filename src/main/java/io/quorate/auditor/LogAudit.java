package io.quorate.auditor;

import io.quorate.auditor.format.Head;
import io.quorate.auditor.format.Malformed;
import io.quorate.auditor.format.Note;
import io.quorate.auditor.source.Source;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The check of one log: that its records are those that were signed, all of them, in their order,
/// and that no other log was ever signed in its name.
public final class LogAudit {
    private static final int NOTE_BYTES_MAX = 1_000_000;
    private static final int RECEIPT_BYTES_MAX = 2_000_000;
    private static final String CHECKPOINT = "checkpoint";
    private static final String HISTORY = "history";
    private static final String RECEIPTS = "receipts";

    private final Trust trust;
    private final List<Watched> older;
    private final RecordChecks checks;
    private final Progress progress;

    /// Which checks look into the records of a log, anew for each log.
    public interface RecordChecks {
        List<RecordCheck> of(Part part);
    }

    /// How much of a log is read.
    public enum Part {
        FROM_THE_BEGINNING,
        FROM_THE_MIDST
    }

    public LogAudit(Trust trust, List<Head> older, RecordChecks checks, Progress progress) {
        this.trust = trust;
        this.older =
                older.stream()
                        .map(head -> new Watched(head, "the older checkpoint of " + head.size()))
                        .toList();
        this.checks = checks;
        this.progress = progress;
    }

    /// Checks the records from `from` up to but not including `to`, as far as there are any; what
    /// lies beside them is taken from the stored tiles.
    ///
    /// @throws IOException if the log cannot be read, or has no checkpoint
    public Report audit(String name, Source log, long from, long to) throws IOException {
        Findings findings = new Findings();
        List<Watched> watched = new ArrayList<>(older);
        Optional<Head> current = current(log, findings);
        history(log, watched, findings);
        receipts(log, watched, findings);
        current.ifPresent(head -> sameOrigin(head, watched, findings));
        Optional<Head> newest = newest(current, watched);
        if (newest.isEmpty()) {
            findings.note("without a head that is trusted, nothing else could be checked");
            return findings.report(name, 0);
        }
        Head head = newest.get();
        Extent extent = Extent.within(head.size(), from, to);
        if (extent.from() == extent.to() && head.size() > 0) {
            findings.note("none of its " + head.size() + " records was read");
        } else if (!extent.whole(head.size())) {
            findings.note(
                    "read only records "
                            + extent.from()
                            + " to "
                            + (extent.to() - 1)
                            + " of "
                            + head.size());
        }
        long records = records(log, head, shown(log), extent, watched, findings);
        findings.note("the head: " + head.size() + " records, root " + head.root());
        return findings.report(name, records);
    }

    private long records(
            Source log,
            Head head,
            long shown,
            Extent extent,
            List<Watched> watched,
            Findings findings)
            throws IOException {
        List<Watched> within = new ArrayList<>();
        for (Watched other : watched) {
            if (other.head().size() <= head.size()) {
                within.add(other);
            } else {
                findings.add(
                        Finding.between(
                                Defect.TRUNCATED,
                                head.size(),
                                other.head().size() - 1,
                                other.from() + " had them"));
            }
        }
        Removed removed =
                Removed.find(
                        new ChunkReader(log, head.size(), shown, Set.of()),
                        head.origin(),
                        extent,
                        head.size());
        Extent left = removed.left();
        Part part = left.from() == 0 ? Part.FROM_THE_BEGINNING : Part.FROM_THE_MIDST;
        List<RecordCheck> all = new ArrayList<>(checks.of(part));
        if (removed.any()) {
            all.add(removed);
        }
        Scan scan = new Scan(log, head, shown, left, within, all, findings);
        if (scan.run(progress)) {
            scan.disagreeing()
                    .forEach(other ->
                            findings.add(SignedHistory.fork(other, scan.agreedBefore(other))));
        } else {
            new Locate(scan, head, left, log.readers()).run(scan.lastAgreed(), findings);
        }
        return scan.records();
    }

    private Optional<Head> current(Source log, Findings findings) throws IOException {
        byte[] note =
                log.read(CHECKPOINT, NOTE_BYTES_MAX)
                        .orElseThrow(() -> new FileNotFoundException("there is no checkpoint"));
        return trusted(trust.open(note, CHECKPOINT), findings);
    }

    /// The size that the log shows, whoever signed it.
    private static long shown(Source log) throws IOException {
        try {
            byte[] note = log.read(CHECKPOINT, NOTE_BYTES_MAX).orElse(new byte[0]);
            return Head.parse(Note.parse(note).text()).size();
        } catch (Malformed e) {
            return 0;
        }
    }

    private static void sameOrigin(Head head, List<Watched> watched, Findings findings) {
        watched.removeIf(other -> {
            boolean another = !other.head().origin().equals(head.origin());
            if (another) {
                findings.note(other.from() + " is of another log, " + other.head().origin());
            }
            return another;
        });
    }

    private static Optional<Head> newest(Optional<Head> current, List<Watched> watched) {
        return current.or(() ->
                watched.stream().map(Watched::head).max(Comparator.comparingLong(Head::size)));
    }

    private void history(Source log, List<Watched> watched, Findings findings) throws IOException {
        for (String file : log.list(HISTORY)) {
            String path = HISTORY + "/" + file;
            Optional<byte[]> note = log.read(path, NOTE_BYTES_MAX);
            if (note.isPresent()) {
                trusted(trust.open(note.get(), path), findings)
                        .ifPresent(head -> watched.add(new Watched(head, path)));
            }
        }
    }

    private void receipts(Source log, List<Watched> watched, Findings findings) throws IOException {
        ReceiptAudit audit = new ReceiptAudit(trust);
        Set<Head> seen = new HashSet<>();
        long proven = 0;
        for (String file : log.list(RECEIPTS)) {
            String path = RECEIPTS + "/" + file;
            Optional<byte[]> receipt = log.read(path, RECEIPT_BYTES_MAX);
            if (receipt.isEmpty()) {
                continue;
            }
            switch (audit.audit(receipt.get(), Optional.empty(), path)) {
                case ReceiptAudit.Outcome.Refuted(Finding finding) -> findings.add(finding);
                case ReceiptAudit.Outcome.WithoutRecord(Head head, long _) -> {
                    findings.note(path + " has no record in it");
                    watch(head, path, seen, watched);
                }
                case ReceiptAudit.Outcome.Proven(Head head, long _, int _) -> {
                    proven++;
                    watch(head, path, seen, watched);
                }
            }
        }
        if (proven > 0) {
            findings.note(
                    proven
                            + (proven == 1 ? " receipt proves" : " receipts prove")
                            + " a record each");
        }
    }

    private static void watch(Head head, String path, Set<Head> seen, List<Watched> watched) {
        if (seen.add(head)) {
            watched.add(new Watched(head, path));
        }
    }

    private static Optional<Head> trusted(Trust.Opened opened, Findings findings) {
        return switch (opened) {
            case Trust.Opened.Trusted(Head head) -> Optional.of(head);
            case Trust.Opened.Refused(Finding finding) -> {
                findings.add(finding);
                yield Optional.empty();
            }
        };
    }
}
